package org.studentmanagement.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClusterPrograms;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PatientOnABusyMachine;
import org.studentmanagement.testsupport.ServingProcess;

/** The drill of the manual: the server is lost, and what it had before a bad transaction is there again. */
@Tag("cluster")
@ResourceLock(BesideTheService.LOCK)
@ExtendWith(PatientOnABusyMachine.class)
class PointInTimeRecoveryIT {
    /** By which the bad transaction is named. */
    enum Target {
        NUMBER {
            @Override
            List<String> options(Connection connection) throws SQLException {
                return List.of("--type=xid", "--target-exclusive", "--target=" + Jdbc.string(connection, """
                                SELECT DISTINCT transaction_id::xid FROM enrollment_events
                                WHERE kind = 'withdrawn' AND actor = 'postgres'
                                """));
            }
        },
        SECOND_BEFORE {
            @Override
            List<String> options(Connection connection) throws SQLException {
                return List.of("--type=time", "--target=" + Jdbc.string(connection, """
                                SELECT DISTINCT recorded_at - interval '1 s' FROM enrollment_events
                                WHERE kind = 'withdrawn' AND actor = 'postgres'
                                """));
            }
        };

        abstract List<String> options(Connection connection) throws SQLException;
    }

    private static final Duration MORE_THAN_A_SECOND = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private long course;

    @ParameterizedTest
    @EnumSource
    void aLostServerIsRestoredToTheMomentBeforeABadTransaction(Target target) throws Exception {
        ClusterPrograms.require("pgbackrest");
        String fingerprint = folder.resolve("before.json.gz").toString();
        try (ArchivingServer server = new ArchivingServer(folder)) {
            prepare(server);
            try (ServingProcess service =
                    ServingProcess.start(Map.of("QUARKUS_DATASOURCE_JDBC_URL", server.url("school")))) {
                enrollAnother(service);
                server.backUp("--type=full", "backup");
                long last = enrollAnother(service);
                db(server, "verify", "--save", fingerprint);

                List<String> restore = doHarm(server, target);
                long later = enrollAnother(service);
                server.archive();
                server.lose();
                restore(server, restore);

                db(server, "verify", "--against", fingerprint);
                db(server, "verify");
                db(server, "current", "--check");
                awaitReady(service);
                assertThat(takesTheCourse(service, last)).isTrue();
                service.api().get("/api/students/{id}", later).then().statusCode(404);
                assertThat(takesTheCourse(service, enrollAnother(service))).isTrue();
            }
        }
    }

    private void prepare(ArchivingServer server) throws SQLException {
        try (Connection connection = server.connect("postgres")) {
            Jdbc.execute(connection, "CREATE DATABASE school");
        }
        MigratedDatabase.migrate(server.url("school"));
        try (Connection connection = server.connect("school")) {
            course = Jdbc.number(connection, "INSERT INTO courses (code, name) VALUES ('AAA', 'Algebra') RETURNING id");
        }
    }

    private long enrollAnother(ServingProcess service) {
        var stored = service.api()
                .contentType(ContentType.JSON)
                .body(Fixtures.studentBody())
                .post("/api/students");
        stored.then().statusCode(201);
        long student = Json.of(stored).path("id").longValue();
        service.api()
                .contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(course)))
                .post("/api/students/{id}/courses", student)
                .then()
                .statusCode(200);
        return student;
    }

    private boolean takesTheCourse(ServingProcess service, long student) {
        return Json.ids(Json.of(service.api().get("/api/students/{id}/courses", student))
                        .path("items"))
                .contains(course);
    }

    /** Somebody forgets a WHERE, more than a second after the last that was right. Returns how to get before that. */
    private static List<String> doHarm(ArchivingServer server, Target target) throws SQLException {
        try (Connection connection = server.connect("school")) {
            Awaitility.await()
                    .until(() -> Jdbc.is(
                            connection,
                            "SELECT clock_timestamp() - max(recorded_at) > make_interval(secs => ?)"
                                    + " FROM enrollment_events",
                            MORE_THAN_A_SECOND.toSeconds()));
            Jdbc.execute(connection, "DELETE FROM student_courses");
            return target.options(connection);
        }
    }

    private static void restore(ArchivingServer server, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("--target-action=promote", "restore"));
        server.backUp(command.toArray(String[]::new));
        server.start();
    }

    private static void awaitReady(ServingProcess service) {
        Awaitility.await("a service that is ready")
                .until(() -> service.management().get("/q/health/ready").statusCode() == 200);
    }

    private static void db(ArchivingServer server, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "db";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        PackagedService process = PackagedService.start(server.url("school"), List.of(), command);
        int exitCode = process.exitCode();
        assertThat(exitCode)
                .as(process.standardOutput() + process.standardError())
                .isZero();
    }
}
