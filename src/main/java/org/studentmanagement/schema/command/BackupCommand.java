package org.studentmanagement.schema.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.studentmanagement.schema.backup.Backup;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.terminal.Document;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "backup",
        description = {
            "Copies the database with pg_dump, and writes beside the copy what proves later that it is whole.",
            "The service goes on meanwhile."
        })
final class BackupCommand extends SchemaCommand {
    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = "backups",
            description = "The folder to make the backup in; it is made, too. Default: ${DEFAULT-VALUE}")
    private Path to;

    private record Made(Path folder, String revision, Instant taken, int tables, long rows) implements Document {}

    @Override
    public Integer call() throws SQLException {
        Backup backup = Backup.make(db.datasource(), to);
        Fingerprint fingerprint = backup.fingerprint();
        return output.print(
                new Made(
                        backup.folder(),
                        fingerprint.revision(),
                        fingerprint.taken(),
                        fingerprint.tables().size(),
                        fingerprint.rows()),
                "Backed up %s in %s.".formatted(fingerprint.extent(), backup.folder()));
    }
}
