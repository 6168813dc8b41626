package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Option;

/** The SQL instead of the deed, with or without a database. */
final class SqlOptions {
    @Option(names = "--sql", description = "Print the script that would be run, and change nothing.")
    private boolean sql;

    @Option(
            names = "--from",
            paramLabel = "REVISION",
            description = "With --sql: take the database to be at this revision, without connecting to one.")
    private String from;

    private record Sql(String sql) implements Document {}

    boolean wanted() {
        if (from != null && !sql) {
            throw new Refused(
                    ExitCode.USAGE, "--from goes with --sql: without it, the database itself says where it is.");
        }
        return sql;
    }

    /** Prints what the command would run to get to the named revision. */
    int print(DbCommand db, Output output, String revision, Direction direction) throws SQLException {
        Revisions revisions = revisions(db);
        Changes changes = Changes.parse(db.changelog());
        List<Revision> plan = Migrator.plan(revisions, revision, direction);
        if (direction == Direction.UP) {
            changes.requireRollbacks(plan);
        }
        String script = new Script(changes).of(revisions, plan, direction);
        output.print(new Sql(script), script);
        return ExitCode.DONE;
    }

    private Revisions revisions(DbCommand db) throws SQLException {
        if (from != null) {
            return Revisions.assumed(Changelog.files(db.changelog()), from);
        }
        try (TargetDatabase target = db.target()) {
            return target.revisions();
        }
    }
}
