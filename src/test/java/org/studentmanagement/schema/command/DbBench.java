package org.studentmanagement.schema.command;

import java.util.Optional;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program;
import org.studentmanagement.testsupport.Program.Outcome;

/** Runs {@code db} commands on one database, as they run when launched, without a process of their own. */
public final class DbBench {
    private final Datasource datasource;
    private final String changelog;

    public DbBench(String database) {
        this(database, Changelog.PATH);
    }

    public DbBench(String database, String changelog) {
        this(new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty()), changelog);
    }

    /** With another login. */
    public DbBench(Datasource datasource) {
        this(datasource, Changelog.PATH);
    }

    public DbBench(Datasource datasource, String changelog) {
        this.datasource = datasource;
        this.changelog = changelog;
    }

    public Outcome run(String... arguments) {
        return Program.run(DbCommand.commandLine(this::datasource, changelog, datasource -> {}), arguments);
    }

    public Datasource datasource() {
        return datasource;
    }
}
