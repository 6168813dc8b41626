package org.studentmanagement.schema.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.Consumer;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.backup.Backup;
import org.studentmanagement.schema.backup.Restore;
import org.studentmanagement.schema.backup.UnfinishedFolder;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.schema.catalog.StoredTables;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.terminal.Refused;

/** A copy of a database for a moment. It is a backup restored, and so known to have every row. */
public record RehearsalCopy(ScratchDatabase scratch, String source, Fingerprint rows, Duration duration)
        implements AutoCloseable {
    private interface Filling {
        Restore fill(Datasource scratch) throws SQLException, IOException;
    }

    /** Copies a database that is in use, as of one moment; it is only read. */
    public static RehearsalCopy of(Datasource source, Datasource server, Consumer<String> note) throws SQLException {
        return make(server, source.place(), note, scratch -> {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            try (var folder = UnfinishedFolder.in(
                    temporary, "rehearsal-", UUID.randomUUID().toString())) {
                requireRoom(source, folder.path());
                Backup backup = Backup.make(source, folder.path());
                return Restore.into(scratch, backup.folder(), note);
            }
        });
    }

    public static RehearsalCopy of(Path backup, Datasource server, Consumer<String> note) throws SQLException {
        return make(server, backup.toString(), note, scratch -> Restore.into(scratch, backup, note));
    }

    private static RehearsalCopy make(Datasource server, String source, Consumer<String> note, Filling filling)
            throws SQLException {
        ScratchDatabase.dropDead(server)
                .forEach(name -> note.accept("Dropped the copy %s, which a killed process had left.".formatted(name)));
        note.accept("Copying %s.".formatted(source));
        long start = System.nanoTime();
        ScratchDatabase scratch = ScratchDatabase.create(server);
        try {
            Restore restored = filling.fill(scratch.datasource());
            if (!restored.differences().isEmpty()) {
                throw Refused.failed(
                        "The copy is not as the original: %s.",
                        restored.differences().get(0).sentence());
            }
            return new RehearsalCopy(
                    scratch, source, restored.fingerprint(), Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            scratch.close();
            throw Refused.failed("There is no folder for temporary files: name one by -Djava.io.tmpdir=DIR.");
        } catch (SQLException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** A dump is compressed and has no indexes, so that it takes less than the tables do. */
    private static void requireRoom(Datasource source, Path folder) throws SQLException, IOException {
        try (var connection = source.connect("student-management db, reading")) {
            long needed = StoredTables.read(connection).bytesOfRows();
            long room = Files.getFileStore(folder).getUsableSpace();
            if (room < needed) {
                throw new Refused(("The copy may need %s in %s, where there are %s: make room, or name another"
                                + " folder by -Djava.io.tmpdir=DIR.")
                        .formatted(HumanReadable.bytes(needed), folder.getParent(), HumanReadable.bytes(room)));
            }
        }
    }

    /** Lets it stay, under a name that says when it was made, and returns where it is. */
    public Datasource keep() throws SQLException {
        String name = "rehearsed_" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss"));
        scratch.keepAs(name);
        return scratch.datasource().database(name);
    }

    Datasource datasource() {
        return scratch.datasource();
    }

    @Override
    public void close() throws SQLException {
        scratch.close();
    }
}
