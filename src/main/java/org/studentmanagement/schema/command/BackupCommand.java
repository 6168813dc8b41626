package org.studentmanagement.schema.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.studentmanagement.schema.backup.Backup;
import org.studentmanagement.schema.fingerprint.DifferenceText;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "backup",
        description = {
            "Copies the database with pg_dump, and writes beside the copy what proves later that it is whole.",
            "The service goes on meanwhile."
        })
public final class BackupCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

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
        output.print(
                new Made(
                        backup.folder(),
                        fingerprint.revision(),
                        fingerprint.taken(),
                        fingerprint.tables().size(),
                        fingerprint.rows()),
                "Backed up %s in %s.".formatted(DifferenceText.extent(fingerprint), backup.folder()));
        return ExitCode.DONE;
    }
}
