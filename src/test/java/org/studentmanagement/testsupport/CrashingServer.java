package org.studentmanagement.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.database.EmbeddedDatabase;

/** A PostgreSQL of a test's own, to be killed with -9 and started again. What it has acknowledged is in its log, as in production. */
public final class CrashingServer implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    /** @param data the folder for its files, empty */
    public CrashingServer(Path data) throws IOException {
        this.data = data;
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        server = start();
    }

    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** All its processes, while they are at work; then it recovers from its log. */
    public void killAndStart() throws IOException {
        ProcessHandle first = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(data.resolve("postmaster.pid")).get(0)))
                .orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(first), first.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        // lets go of the folder
        server.close();
        server = start();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedDatabase.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
