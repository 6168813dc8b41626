package org.studentmanagement.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.PackagedService;

/** A database of the cluster with rows of an early revision, which is deployed to the newest. */
final class InterruptedDeployment {
    private static final String DATABASE = "deployed";

    private static final String EARLY = "courses_code_not_null";

    private static final String ROWS = """
            INSERT INTO students (number, name, email)
            SELECT 'N' || n, 'Student ' || n, 'n' || n || '@students.example' FROM generate_series(1, 20000) n;
            INSERT INTO courses (code, name) SELECT 'C' || n, 'Course ' || n FROM generate_series(1, 10) n;
            INSERT INTO student_courses (student_id, course_id) SELECT s.id, c.id FROM students s, courses c;
            """;

    /** As a revision is announced before it runs. */
    private static final String UP = "up   ";

    private final PatroniCluster cluster;
    private final String rows;

    InterruptedDeployment(PatroniCluster cluster, Path folder) throws IOException, InterruptedException, SQLException {
        this.cluster = cluster;
        rows = folder.resolve("rows.json.gz").toString();
        try (Connection connection = cluster.connect("postgres")) {
            Jdbc.execute(connection, "CREATE DATABASE " + DATABASE);
        }
        run("upgrade", EARLY);
        try (Connection connection = cluster.connect(DATABASE)) {
            Jdbc.execute(connection, ROWS);
        }
        run("verify", "--save", rows);
    }

    /** Deploys, and kills the primary as soon as so many revisions have begun. */
    void killPrimaryAfter(int revisions) throws IOException, InterruptedException {
        PatroniNode primary = cluster.primary();
        PackagedService deployment = start("deploy", "--no-backup", "--despite", "lint");
        Awaitility.await("a deployment under way")
                .pollInterval(Duration.ofMillis(2))
                .until(() ->
                        begun(deployment) >= revisions || !deployment.process().isAlive());
        primary.kill();
        assertThat(deployment.exitCode())
                .as(deployment.standardOutput() + deployment.standardError())
                .isNotZero();
        cluster.awaitPrimaryInsteadOf(primary);
        primary.start();
    }

    private static int begun(PackagedService deployment) throws IOException {
        return deployment.standardError().split(UP, -1).length - 1;
    }

    /** That the next deployment ends where it should, with every row and a schema that is the changelog's. */
    void assertFinishes() throws IOException, InterruptedException {
        run("deploy", "--no-backup", "--despite", "lint");
        run("current", "--check");
        run("drift");
        run("verify");
        run("verify", "--against", rows);
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        PackagedService command = start(arguments);
        int exitCode = command.exitCode();
        assertThat(exitCode)
                .as(command.standardOutput() + command.standardError())
                .isZero();
    }

    private PackagedService start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("db"));
        command.addAll(List.of(arguments));
        return PackagedService.start(cluster.url(DATABASE), List.of(), command.toArray(String[]::new));
    }
}
