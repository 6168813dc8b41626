package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
            List<RevisionTable.Entry> entries = RevisionTable.entries(revisions, revisions.pending(), Map.of());
            output.print(
                    entries, entries.isEmpty() ? "Nothing is pending." : RevisionTable.text(output, entries, false));
            return ExitCode.DONE;
        }
    }
}
