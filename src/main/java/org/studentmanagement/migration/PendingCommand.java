package org.studentmanagement.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "pending", description = "Lists what an upgrade would run.")
final class PendingCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws SQLException {
        try (Migrations migrations = db.open(MigrationObserver.NONE)) {
            Revisions revisions = migrations.revisions();
            List<RevisionTable.Entry> entries = RevisionTable.entries(revisions, revisions.pending(), Map.of());
            output.print(
                    entries, entries.isEmpty() ? "Nothing is pending." : RevisionTable.text(output, entries, false));
            return ExitCode.DONE;
        }
    }
}
