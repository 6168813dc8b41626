package org.studentmanagement.schema.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.PostgresServer;
import picocli.CommandLine;

/** Runs {@code db} commands on one database, as they run when launched, without a process of their own. */
public final class DbBench {
    /** What a command left behind. */
    public record Outcome(int exitCode, String out, String err) {}

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
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = DbCommand.commandLine(this::datasource, changelog, datasource -> {})
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Outcome(command.execute(arguments), out.toString(), err.toString());
    }

    public Datasource datasource() {
        return datasource;
    }
}
