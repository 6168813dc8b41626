package org.studentmanagement.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.database.EmbeddedDatabase;
import org.studentmanagement.database.Jdbc;

/** A PostgreSQL and a standby that follows it by streaming replication, which may be held back, killed and started again. */
public final class FollowedServer implements AutoCloseable {
    private static final Set<String> NOT_COPIED =
            Set.of("pg_wal", "pg_replslot", "postmaster.pid", "postmaster.opts", "epg-lock");

    private final EmbeddedPostgres primary;
    private final Path copy;
    private final int port;
    private EmbeddedPostgres standby;

    /** @param folder for the files of both, empty */
    public FollowedServer(Path folder) throws IOException, SQLException {
        Path data = folder.resolve("primary");
        primary = EmbeddedDatabase.builder()
                .setDataDirectory(data)
                .setServerConfig("synchronous_commit", "on")
                // a standby that was away finds what it has missed
                .setServerConfig("wal_keep_size", "1GB")
                .start();
        copy = folder.resolve("standby");
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        backUp(data);
        startStandby();
    }

    private void backUp(Path data) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(primaryUrl())) {
            Jdbc.string(connection, "SELECT pg_backup_start('standby', true)");
            copyFiles(data);
            String label = Jdbc.string(connection, "SELECT labelfile FROM pg_backup_stop(false)");
            Files.writeString(copy.resolve("backup_label"), label);
        }
        Files.createDirectories(copy.resolve("pg_wal/archive_status"));
        Files.createDirectory(copy.resolve("pg_replslot"));
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=%d user=postgres'%n".formatted(primary.getPort()),
                StandardOpenOption.APPEND);
    }

    /** As pg_basebackup does it, which is not among the programs of the embedded server. */
    private void copyFiles(Path data) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NOT_COPIED.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Path copied = copy.resolve(data.relativize(folder));
                Files.createDirectories(copied);
                Files.setPosixFilePermissions(copied, Files.getPosixFilePermissions(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, copy.resolve(data.relativize(file)));
                    } catch (NoSuchFileException removedMeanwhile) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException removedMeanwhile) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    public String primaryUrl() {
        return primary.getJdbcUrl("postgres", "postgres");
    }

    public String standbyUrl() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    public void startStandby() throws IOException {
        standby = EmbeddedDatabase.builder()
                .setDataDirectory(copy)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("hot_standby", "on")
                .start();
    }

    /** With -9, all its processes. */
    public void killStandby() throws IOException {
        ProcessHandle first = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(copy.resolve("postmaster.pid")).get(0)))
                .orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(first), first.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        // lets go of the folder
        standby.close();
    }

    /** From here on the standby shows what it has by now, and no more, until {@link #goOn}. */
    public void holdBack() throws SQLException {
        atStandby("SELECT pg_wal_replay_pause()");
        while (!atStandby("SELECT pg_get_wal_replay_pause_state()").equals("paused")) {
            Thread.onSpinWait();
        }
    }

    public void goOn() throws SQLException {
        atStandby("SELECT pg_wal_replay_resume()");
    }

    public String atStandby(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(standbyUrl())) {
            return Jdbc.string(connection, query);
        }
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
