package org.studentmanagement.schema.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.studentmanagement.schema.backup.Restore;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.TableDifference;
import org.studentmanagement.terminal.Document;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Restores a backup into the configured database, which has to be empty, and proves that every row is there.",
            "A restore that fails leaves the database empty; one that was killed is begun anew by the next."
        })
final class RestoreCommand extends SchemaCommand {
    @Parameters(paramLabel = "DIR", description = "The folder that backup has made.")
    private Path backup;

    private record Restored(boolean whole, String revision, Instant taken, long rows, List<TableDifference> differences)
            implements Document {}

    @Override
    public Integer call() throws SQLException {
        Restore restore = Restore.into(db.datasource(), backup, output.err()::println);
        Fingerprint fingerprint = restore.fingerprint();
        boolean whole = restore.differences().isEmpty();
        return output.print(
                whole,
                new Restored(
                        whole, fingerprint.revision(), fingerprint.taken(), fingerprint.rows(), restore.differences()),
                whole
                        ? "Restored %s into %s; every row is as it was at %s."
                                .formatted(
                                        fingerprint.extent(),
                                        db.datasource().place(),
                                        fingerprint.taken().truncatedTo(ChronoUnit.SECONDS))
                        : "Restored, but not as it was.%n%s".formatted(TableDifference.text(restore.differences())));
    }
}
