package org.studentmanagement.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The distribution's own programs of which a cluster is made: PostgreSQL, and what stands before and behind it. PostgreSQL refuses to run
 * as root, so all of them run as its user where a test does.
 */
public final class ClusterPrograms {
    /** Whether each kind of fault is to be met once, rather than as often as the figures of the manual say. */
    public static final boolean SHORT = "short".equals(System.getProperty("cluster"));

    private static final String USER = "postgres";

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private static final Path SERVERS = Path.of("/usr/lib/postgresql");

    private ClusterPrograms() {}

    /** Skips the test on a machine without one of them, or without a server of PostgreSQL, and says which. */
    public static void require(String... programs) {
        for (String program : programs) {
            Assumptions.assumeTrue(find(program).isPresent(), () -> "Not tested: there is no " + program);
        }
        Assumptions.assumeTrue(
                server().isPresent(), () -> "Not tested: there is no server of PostgreSQL in " + SERVERS);
    }

    /** Where a program is. Who is not root has no folder for administrators on the PATH. */
    public static Path path(String program) {
        return find(program).orElseThrow();
    }

    /** The folder of the newest server's programs, as Debian and Ubuntu have it. */
    public static Path servers() {
        return server().orElseThrow();
    }

    private static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator), new String[] {"/usr/sbin"})
                .flatMap(Stream::of)
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> server() {
        if (!Files.isDirectory(SERVERS)) {
            return Optional.empty();
        }
        try (Stream<Path> majors = Files.list(SERVERS)) {
            return majors.sorted((one, other) -> major(other) - major(one))
                    .map(major -> major.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int major(Path folder) {
        return Integer.parseInt(folder.getFileName().toString());
    }

    /** A folder in which they may write. */
    public static Path folder(Path parent, String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        if (ROOT) {
            open(parent);
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        return folder;
    }

    /** Lets others through to what they have in it. */
    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    /** Starts one, with what it says in a file. Its process is the program itself, to which signals can be sent. */
    public static Process start(Path log, String... command) throws IOException {
        return builder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Runs one to its end, and returns what it says.
     *
     * @throws AssertionError with that, if it fails
     */
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = builder(command).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + "\n" + said);
        }
        return said;
    }

    private static ProcessBuilder builder(String... command) {
        // where everybody may be
        return new ProcessBuilder(asServer(command)).directory(new File("/")).redirectErrorStream(true);
    }

    private static List<String> asServer(String... command) {
        List<String> whole = new ArrayList<>();
        if (ROOT) {
            whole.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
        }
        whole.add(command[0].startsWith("/") ? command[0] : path(command[0]).toString());
        whole.addAll(List.of(command).subList(1, command.length));
        return whole;
    }

    /** A port that nobody listens on now. */
    public static int freePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
