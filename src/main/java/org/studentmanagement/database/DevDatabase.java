package org.studentmanagement.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The database of dev mode, where none is configured. Its data lives in the checkout, under {@code .dev}, one folder a
 * PostgreSQL major, and survives restarts; {@code rm -r .dev} starts over.
 */
public final class DevDatabase {
    /** One off PostgreSQL's own, which an installed server may have; a free port is taken where this one is not. */
    private static final int PREFERRED_PORT = 5433;

    private static final int PORT_LINE = 3;

    /** A constant, so that native-image, which has no such classes, leaves out what needs them. */
    static final boolean AVAILABLE = onClassPath();

    private DevDatabase() {}

    /** Whether the server is on the class path, which it is in a checkout and never in the package. */
    public static boolean available() {
        return AVAILABLE;
    }

    private static boolean onClassPath() {
        try {
            Class.forName(
                    "io.zonky.test.db.postgres.embedded.EmbeddedPostgres", false, DevDatabase.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException packaged) {
            return false;
        }
    }

    /**
     * Starts the server, or finds it running, and returns its JDBC URL. It stops with the process that started it.
     *
     * @throws NoDatasourceException if this is no checkout
     */
    public static String start() {
        if (!AVAILABLE) {
            throw new NoDatasourceException();
        }
        Path data = Path.of(".dev", "postgresql-" + System.getProperty("postgresql.major", "15"))
                .toAbsolutePath();
        try {
            return url(ownedByAnother(data) ? portOf(data) : startIn(data));
        } catch (IOException e) {
            throw new UncheckedIOException("The development database in " + data + " does not start", e);
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    private static int startIn(Path data) throws IOException {
        stopOrphan(data);
        return EmbeddedDatabase.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(freePort())
                .start()
                .getPort();
    }

    private static boolean ownedByAnother(Path data) throws IOException {
        Path lock = data.resolve("epg-lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock mine = channel.tryLock()) {
            return mine == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        }
    }

    /** A killed process leaves its server behind, which would hold the folder. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                    .ifPresent(process -> {
                        process.destroy();
                        process.onExit().join();
                    });
        }
    }

    private static int portOf(Path data) throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
        return Integer.parseInt(lines.get(PORT_LINE).strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket preferred = new ServerSocket(PREFERRED_PORT, 1, InetAddress.getLoopbackAddress())) {
            return preferred.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket any = new ServerSocket(0)) {
                return any.getLocalPort();
            }
        }
    }
}
