package org.studentmanagement.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as an operator runs it: a process of its own, here with the output in two files. */
public record PackagedService(Process process, Path out, Path err) {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    /**
     * Starts the jar.
     *
     * @param jdbcUrl the configured datasource, or null for none
     * @param jvmOptions as in {@code -Xmx64m}
     */
    public static PackagedService start(String jdbcUrl, List<String> jvmOptions, String... arguments)
            throws IOException {
        return start(
                jdbcUrl == null ? Map.of() : Map.of("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl), jvmOptions, arguments);
    }

    /**
     * Starts the jar.
     *
     * @param settings environment variables, which are all that are set of those that Quarkus reads, but for the issuer of
     *     {@link TestToken}; an empty one takes that away
     * @param jvmOptions as in {@code -Xmx64m}
     */
    public static PackagedService start(Map<String, String> settings, List<String> jvmOptions, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
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

    public String standardOutput() throws IOException {
        return Files.readString(out);
    }

    public String standardError() throws IOException {
        return Files.readString(err);
    }
}
