package org.studentmanagement.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * The classes of the package as a JVM of the tests has loaded and verified them, as the image has them too. With them a process
 * starts in half the time, and the integration tests start a hundred.
 */
final class ClassArchive {
    private static final Path FILE = Path.of("target", "integration-tests.jsa");

    private static List<String> options;

    private ClassArchive() {}

    /** The options of a JVM that takes its classes from there. */
    static synchronized List<String> options() {
        if (options == null) {
            make();
            options = List.of("-XX:SharedArchiveFile=" + FILE.toAbsolutePath());
        }
        return options;
    }

    /** Has the service run a revision, serve and end, at which its JVM writes down what it has loaded. */
    private static void make() {
        try {
            Files.deleteIfExists(FILE);
            Path log = Files.createTempFile("archive", ".txt");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(PackagedService.JVM);
            command.addAll(List.of(
                    "-Xlog:disable", "-XX:ArchiveClassesAtExit=" + FILE, "-jar", PackagedService.PROGRAM.toString()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(TestToken.ISSUER_SETTINGS);
            builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(MigratedDatabase.behind(1)));
            builder.environment().put("MIGRATION_AT_START", "true");
            builder.environment().put("QUARKUS_HTTP_PORT", "0");
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
            Process service = builder.start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !service.isAlive() || Files.readString(log).contains("Listening on"));
            service.destroy();
            service.onExit().join();
            if (!Files.exists(FILE)) {
                throw new AssertionError("No archive was written: " + Files.readString(log));
            }
            Files.delete(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
