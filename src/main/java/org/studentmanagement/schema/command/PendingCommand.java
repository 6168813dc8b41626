package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "pending", description = "Lists what an upgrade would run.")
final class PendingCommand extends SchemaCommand {
    @Override
    public Integer call() throws SQLException {
        try (TargetDatabase target = db.target()) {
            Revisions revisions = target.revisions();
            if (revisions.pending().isEmpty()) {
                output.print(List.of(), "Nothing is pending.");
            } else {
                RevisionTable.print(output, revisions, revisions.pending());
            }
            return ExitCode.DONE;
        }
    }
}
