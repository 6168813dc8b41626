package org.studentmanagement.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.awaitility.Awaitility;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.ClusterPrograms;

/** A PostgreSQL that archives its log with pgBackRest, with the settings that are shipped, and can be lost and restored. */
final class ArchivingServer implements AutoCloseable {
    private static final Path SHIPPED = Path.of("src/main/docker/cluster/pgbackrest.conf");

    private final int port = ClusterPrograms.freePort();
    private final Path folder;
    private final Path data;
    private final Path settings;
    private Process server;

    /** Starts one, and makes its repository. */
    ArchivingServer(Path parent) throws IOException, InterruptedException {
        folder = ClusterPrograms.folder(parent, "server");
        data = folder.resolve("data");
        settings = folder.resolve("pgbackrest.conf");
        Files.writeString(
                settings,
                Files.readString(SHIPPED)
                        .replace("/var/lib/pgbackrest", folder + "/repository")
                        .replace("[school]", """
                                log-level-file=off
                                lock-path=%1$s

                                [school]
                                pg1-user=postgres
                                pg1-port=%2$d
                                pg1-socket-path=%1$s""".formatted(folder, port))
                        .replaceAll("pg1-path=.*", "pg1-path=" + data));
        ClusterPrograms.run(
                program("initdb"), "--pgdata=" + data, "--username=postgres", "--auth=trust", "--data-checksums");
        Files.writeString(
                data.resolve("postgresql.conf"),
                """
                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = '%s'
                archive_mode = on
                archive_command = '%s --config=%s --stanza=school archive-push %%p'
                """.formatted(port, folder, ClusterPrograms.path("pgbackrest"), settings),
                StandardOpenOption.APPEND);
        start();
        backUp("stanza-create");
    }

    private static String program(String name) {
        return ClusterPrograms.servers().resolve(name).toString();
    }

    /** Starts it, and waits until it takes writes. */
    void start() throws IOException {
        server = ClusterPrograms.start(folder.resolve("log"), program("postgres"), "-D", data.toString());
        Awaitility.await("a server that takes writes").ignoreExceptions().until(() -> {
            try (Connection connection = connect("postgres")) {
                return !Jdbc.is(connection, "SELECT pg_is_in_recovery()");
            }
        });
    }

    /** Runs a command of pgBackRest. */
    void backUp(String... command) throws IOException, InterruptedException {
        ClusterPrograms.run(
                Stream.concat(Stream.of("pgbackrest", "--config=" + settings, "--stanza=school"), Stream.of(command))
                        .toArray(String[]::new));
    }

    /** Until the archive has what has been written so far. PostgreSQL does so itself each archive_timeout. */
    void archive() throws SQLException {
        try (Connection connection = connect("postgres")) {
            String segment = Jdbc.string(connection, "SELECT pg_walfile_name(pg_switch_wal())");
            Awaitility.await("the archive")
                    .until(() -> Jdbc.is(
                            connection, "SELECT coalesce(last_archived_wal, '') >= ? FROM pg_stat_archiver", segment));
        }
    }

    /** All its processes and all its files, but for the repository. */
    void lose() throws IOException {
        kill();
        FileUtils.deleteDirectory(data.toFile());
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port, database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    private void kill() {
        List<ProcessHandle> all = Stream.concat(
                        Stream.of(server.toHandle()), server.toHandle().descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    @Override
    public void close() {
        kill();
    }
}
