package org.studentmanagement.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "heads",
        description =
                "Shows the changelog's last revision, and the database's own where another branch led it elsewhere.")
final class HeadsCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws SQLException {
        try (Migrations migrations = db.open(MigrationObserver.NONE)) {
            Revisions revisions = migrations.revisions();
            List<RevisionTable.Entry> entries = RevisionTable.entries(revisions, revisions.heads(), Map.of());
            output.print(entries, RevisionTable.text(output, entries, false));
            return ExitCode.DONE;
        }
    }
}
