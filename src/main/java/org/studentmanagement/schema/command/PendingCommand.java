package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.TargetDatabase;
import picocli.CommandLine.Command;

@Command(name = "pending", description = "Lists what an upgrade would run.")
final class PendingCommand extends SchemaCommand {
    @Override
    public Integer call() throws SQLException {
        try (TargetDatabase target = db.target()) {
            Revisions revisions = target.revisions();
            return revisions.pending().isEmpty()
                    ? output.print(List.of(), "Nothing is pending.")
                    : RevisionTable.print(output, revisions, revisions.pending());
        }
    }
}
