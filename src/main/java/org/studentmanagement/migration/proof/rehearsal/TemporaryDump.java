package org.studentmanagement.migration.proof.rehearsal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.MigrationRefused;
import org.studentmanagement.migration.proof.fingerprint.Snapshot;

/** A dump on its way from a database to its copy, in the folder for temporary files. */
final class TemporaryDump implements AutoCloseable {
    private static final String PREFIX = "rehearsal-";
    private static final List<String> DUMP = List.of(
            "--format=directory",
            "--jobs=4",
            "--no-owner",
            "--no-privileges",
            "--exclude-table-data=databasechangeloglock");

    private final Path folder;
    private final Thread onInterruption = new Thread(this::delete);

    private TemporaryDump(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(onInterruption);
    }

    /**
     * Dumps what the snapshot sees.
     *
     * @throws MigrationRefused if there is too little room
     */
    static TemporaryDump of(Datasource source, Snapshot snapshot) throws SQLException {
        removeDead();
        Path temporary = temporary();
        long size = StepWatch.number(snapshot.connection(), "SELECT pg_database_size(current_database())");
        long room = temporary.toFile().getUsableSpace();
        if (room < size) {
            throw new MigrationRefused(
                    "The copy needs up to %s in %s, and there are %s: make room, or name another folder"
                                    .formatted(Amount.bytes(size), temporary, Amount.bytes(room))
                            + " by -Djava.io.tmpdir=DIR.");
        }
        TemporaryDump dump = new TemporaryDump(
                temporary.resolve(PREFIX + ProcessHandle.current().pid() + "-" + System.nanoTime()));
        try {
            ClientProgram.run("pg_dump", source, with(DUMP, "--snapshot=" + snapshot.id(), "--file=" + dump.folder));
            return dump;
        } catch (RuntimeException e) {
            dump.close();
            throw e;
        }
    }

    void restoreInto(Datasource copy) {
        restore(folder, copy);
    }

    static void restore(Path dump, Datasource copy) {
        ClientProgram.run(
                "pg_restore",
                copy,
                List.of("--jobs=4", "--no-owner", "--no-privileges", "--exit-on-error", dump.toString()));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onInterruption);
        delete();
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private void delete() {
        delete(folder);
    }

    /** What killed processes left. */
    private static void removeDead() {
        File[] left = temporary().toFile().listFiles((folder, name) -> name.matches(PREFIX + "\\d+-\\d+"));
        for (File folder : left) {
            if (ProcessHandle.of(Long.parseLong(folder.getName().split("-")[1])).isEmpty()) {
                delete(folder.toPath());
            }
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toList();
    }
}
