package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.studentmanagement.changes.Rename;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServingProcess;

/** A package that can be deployed, and one database on which it runs. */
record Release(Path program, String database) {
    private static final String PROGRAM = "quarkus-run.jar";

    /** The one in a folder that is laid out as target/quarkus-app. */
    static Release in(Path folder, String database) {
        return new Release(folder.resolve(PROGRAM), database);
    }

    /** A copy of this build that expands the schema for a rename. */
    static Release next(Path folder, String database) throws Exception {
        copy(PackagedService.PROGRAM.getParent(), folder);
        try (Stream<Path> jars = Files.list(folder.resolve("app"));
                FileSystem jar = FileSystems.newFileSystem(jars.findFirst().orElseThrow())) {
            Rename.expand(jar.getPath("/"));
        }
        return in(folder, database);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** Runs a command to its end, which has to be a good one, and returns what it says. */
    String run(String... arguments) throws IOException, InterruptedException {
        PackagedService command = PackagedService.start(program, settings(Map.of()), List.of(), arguments);
        int exitCode = command.exitCode();
        assertThat(exitCode)
                .as(command.standardOutput() + command.standardError())
                .isZero();
        return command.standardOutput();
    }

    /** Starts a replica that waits for a second before it stops; in the manifests it is ten. */
    ServingProcess serve(Map<String, String> more) throws IOException {
        return ServingProcess.start(program, settings(more));
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(database));
        settings.put("QUARKUS_SHUTDOWN_DELAY", "1s");
        return settings;
    }
}
