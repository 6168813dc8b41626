package bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Other programs: where they are, and what they say. */
final class Programs {
    private static final int PORTS = 20_000;

    private Programs() {}

    /** Returns what it printed. */
    static String run(String... command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command));
    }

    /** Both streams are returned, unless the standard output goes elsewhere. */
    static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(builder.redirectOutput() == ProcessBuilder.Redirect.PIPE)
                .start();
        boolean piped = builder.redirectErrorStream();
        String said = new String(
                (piped ? process.getInputStream() : process.getErrorStream()).readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", builder.command()) + " failed:\n" + said);
        }
        return said;
    }

    static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The newest of the versions that Debian's packages put beside each other. */
    static Path postgresqlBin() throws IOException {
        return newest(Path.of("/usr/lib/postgresql"), "")
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("pgbench")))
                .orElseThrow(() -> new IOException("There is no PostgreSQL with pgbench: apt-get install postgresql"));
    }

    /** The java of JAVA_HOME, else of a JDK 25, else the one that runs this. */
    static Path java() throws IOException {
        String home = System.getenv("JAVA_HOME");
        if (home != null) {
            return Path.of(home, "bin/java");
        }
        return newest(Path.of("/usr/lib/jvm"), "25")
                .orElse(Path.of(System.getProperty("java.home")))
                .resolve("bin/java");
    }

    static int javaVersion(Path java) throws IOException, InterruptedException {
        String said = run(java.toString(), "--version");
        return Integer.parseInt(said.replaceFirst("(?s)^\\S+ (\\d+).*", "$1"));
    }

    /** One of those that no connection gets by itself. */
    static int freePort() {
        return new Random()
                .ints(PORTS, PORTS + PORTS / 2)
                .filter(Programs::isFree)
                .findFirst()
                .getAsInt();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static void end(Process process) throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        process.waitFor();
    }

    private static Optional<Path> newest(Path folder, String part) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.filter(version -> version.getFileName().toString().contains(part))
                    .max(Path::compareTo);
        }
    }
}
