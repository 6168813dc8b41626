package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "stamp",
        description = "Records that the database is at a revision, which somebody has brought it to by hand.")
final class StampCommand extends MoveCommand {
    @Option(
            names = "--purge",
            description = {
                "First remove the records of revisions that this changelog does not have, as after a change of branch.",
                "No table is touched: what they made stays, and drift names it."
            })
    private boolean purge;

    @Parameters(paramLabel = "REVISION", description = "The one to record as the current one.")
    private String revision;

    StampCommand() {
        super(Direction.STAMP, "Stamping", "recorded");
    }

    @Override
    String revision() {
        return revision;
    }

    @Override
    public Integer call() throws SQLException {
        if (sql && purge) {
            throw Refused.usage("--purge does not go with --sql: it depends on the record.");
        }
        return super.call();
    }

    @Override
    Moved move(Migrator migrator) throws SQLException {
        List<Revision> stamped = purge ? migrator.purgeAndStamp(revision) : migrator.stamp(revision);
        return Moved.by(stamped, List.of(), migrator.target());
    }
}
