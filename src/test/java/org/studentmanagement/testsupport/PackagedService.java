package org.studentmanagement.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The packaged service as an operator runs it: a process of its own, here with the output in two files. */
public record PackagedService(Process process, Path out, Path err) {
    private static final Path TARGET = Path.of("target");

    /** The exit code of who was killed with -9. */
    private static final int KILLED = 128 + 9;

    /** What was built last: Quarkus says so for its own integration tests. */
    private static final Properties ARTIFACT = artifact();

    /** Most live for a second or two, which does not pay for the better code. */
    static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The executable, or the jar. */
    public static final Path PROGRAM = TARGET.resolve(ARTIFACT.getProperty("path"));

    /** Whether that is a native executable. */
    public static boolean isNative() {
        return ARTIFACT.getProperty("type").equals("native");
    }

    /**
     * Starts what was built.
     *
     * @param jdbcUrl the configured datasource, or null for none
     * @param options that a JVM and a native executable both know, as in {@code -Xmx64m} and {@code -Dname=value}
     */
    public static PackagedService start(String jdbcUrl, List<String> options, String... arguments) throws IOException {
        return start(jdbcUrl == null ? Map.of() : Map.of("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl), options, arguments);
    }

    /**
     * Starts what was built.
     *
     * @param settings environment variables, which are all that are set of those that Quarkus reads, but for the issuer of
     *     {@link TestToken}; an empty one takes that away
     * @param options that a JVM and a native executable both know, as in {@code -Xmx64m} and {@code -Dname=value}
     */
    public static PackagedService start(Map<String, String> settings, List<String> options, String... arguments)
            throws IOException {
        return start(PROGRAM, settings, options, arguments);
    }

    /** Starts another package of the same kind. */
    public static PackagedService start(
            Path program, Map<String, String> settings, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isNative()) {
            command.add(program.toString());
            command.addAll(options);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(JVM);
            // As in the image.
            command.add("-XX:+ExitOnOutOfMemoryError");
            if (program.equals(PROGRAM)) {
                command.addAll(ClassArchive.options());
            }
            command.addAll(options);
            command.addAll(List.of("-jar", program.toString()));
        }
        command.addAll(List.of(arguments));
        Path out = output("out");
        Path err = output("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("QUARKUS_"));
        builder.environment().putAll(TestToken.ISSUER_SETTINGS);
        builder.environment().putAll(settings);
        return new PackagedService(builder.start(), out, err);
    }

    private static Path output(String name) throws IOException {
        Path file = Files.createTempFile(name, ".txt");
        file.toFile().deleteOnExit();
        return file;
    }

    /** Waits for the end and returns the exit code. */
    public int exitCode() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("The process does not end");
        }
        return process.exitValue();
    }

    /** Kills it with -9; false if it came to its end before. */
    public boolean kill() throws InterruptedException {
        return process.destroyForcibly().waitFor() == KILLED;
    }

    public String standardOutput() throws IOException {
        return Files.readString(out);
    }

    public String standardError() throws IOException {
        return Files.readString(err);
    }

    private static Properties artifact() {
        Properties artifact = new Properties();
        try (InputStream file = Files.newInputStream(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return artifact;
    }
}
