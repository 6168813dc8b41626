package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.ProgressObserver;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "stamp",
        description = "Records that the database is at a revision, which somebody has brought it to by hand.")
final class StampCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Mixin
    private SqlOptions sql;

    @Option(
            names = "--purge",
            description = {
                "First remove the records of revisions that this changelog does not have, as after a change of branch.",
                "No table is touched: what they made stays, and drift names it."
            })
    private boolean purge;

    @Parameters(paramLabel = "REVISION", description = "The one to record as the current one.")
    private String revision;

    @Override
    public Integer call() throws SQLException {
        if (sql.wanted() && purge) {
            throw new Refused(ExitCode.USAGE, "--purge does not go with --sql: it depends on the record.");
        }
        if (sql.wanted()) {
            return sql.print(db, output, revision, Direction.STAMP);
        }
        try (var observer = new ProgressObserver(output.err(), "Stamping");
                Migrator migrator = db.migrator(observer)) {
            List<Revision> stamped = purge ? migrator.purgeAndStamp(revision) : migrator.stamp(revision);
            Moved moved = Moved.by(stamped, List.of(), migrator.target());
            observer.end();
            output.print(moved, moved.text("recorded"));
            return ExitCode.DONE;
        }
    }
}
