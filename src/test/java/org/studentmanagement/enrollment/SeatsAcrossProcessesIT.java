package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.enrollment.SeatsWriter.Step;
import org.studentmanagement.enrollment.SeatsWriter.Told;
import org.studentmanagement.enrollment.SeatsWriter.Verb;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServingProcess;
import org.studentmanagement.testsupport.TestToken;

/**
 * {@link SeatsModel} over processes that share nothing but the database: callers of two services, each request to any of them,
 * sessions of the database and, now and then, an import. {@code -Dschedules=5000} tries more of them. Of notices, what one of the
 * services stores reaches who listens at the other.
 */
@BesideTheService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeatsAcrossProcessesIT {
    private static final int SCHEDULES = Integer.getInteger("schedules", 10);
    private static final int SERVICES = 2;

    /** One import in so many schedules: a process takes as long as all of them together. */
    private static final int IMPORT_IN = 50;

    private static final List<String> SMALL = List.of("-Xmx128m");

    @RegisterExtension
    private final Seed seed = new Seed();

    private final List<ServingProcess> services = new ArrayList<>();

    private String database;
    private String url;

    @BeforeAll
    void twoServices() throws IOException, SQLException {
        database = MigratedDatabase.create();
        url = PostgresServer.url(database);
        for (int service = 0; service < SERVICES; service++) {
            services.add(ServingProcess.start(Map.of("QUARKUS_DATASOURCE_JDBC_URL", url), SMALL));
        }
    }

    @AfterAll
    void stop() {
        services.forEach(ServingProcess::close);
    }

    @Test
    void seatsAndLinesHoldWhateverHappensAtOnceAndEachIsToldWhatIsSo() throws Exception {
        try (SeatsModel model = new SeatsModel(url, seed, writers(database))) {
            for (int schedule = 0; schedule < SCHEDULES; schedule++) {
                model.run(schedule, schedule % IMPORT_IN == 0 ? List.of(importing(database, schedule)) : List.of());
            }
        }
        assertThat(services).allMatch(service -> service.service().process().isAlive());
    }

    @Test
    void whoListensAtOneServiceIsToldOfANoticeThatTheOtherStores() throws Exception {
        long student;
        try (Connection connection = PostgresServer.connect(database)) {
            student = Jdbc.number(
                    connection,
                    "INSERT INTO students (number, name, email) VALUES ('N1', 'Ada', 'ada@example.org') RETURNING id");
        }
        HttpRequest listening = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/students/%d/notices/stream"
                        .formatted(services.get(0).port(), student)))
                .header("Authorization", "Bearer " + TestToken.ofStudent(student))
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines = HttpClient.newHttpClient()
                .send(listening, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            Iterator<String> told =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(told.next()).contains("\"unread\":0");

            RestAssured.given()
                    .baseUri("http://localhost")
                    .port(services.get(1).port())
                    .auth()
                    .oauth2(TestToken.withAllRoles())
                    .contentType(ContentType.JSON)
                    .body(Map.of("audience", "all", "title", "T", "body", "", "shown_from", "2026-01-01T00:00:00Z"))
                    .post("/api/notices")
                    .then()
                    .statusCode(201);

            assertThat(told.next()).contains("\"unread\":1");
        }
    }

    private List<SeatsWriter> writers(String database) throws SQLException {
        List<Integer> ports = services.stream().map(ServingProcess::port).toList();
        HttpClient http = HttpClient.newHttpClient();
        List<SeatsWriter> writers = new ArrayList<>();
        for (int caller = 0; caller < SeatsModel.CALLERS; caller++) {
            writers.add(
                    caller % 3 == 2
                            ? new SeatsInSql(PostgresServer.connect(database))
                            : new SeatsOverHttp(http, ports, seed.random(-caller)));
        }
        return writers;
    }

    /** A process that stores all of its lines, or none. */
    private SeatsModel.Guest importing(String database, int schedule) {
        return (students, courses) -> {
            String request = "import-" + schedule;
            Random random = seed.random(-schedule);
            List<Step> steps = new ArrayList<>();
            for (int line = 0; line <= random.nextInt(2); line++) {
                long course = courses.get(random.nextInt(courses.size()));
                steps.add(new Step(request, Verb.ENROLL, students.get(line), course, null));
            }
            String options = "&options=-c%20student_management.request_id=" + request;
            PackagedService process = PackagedService.start(
                    PostgresServer.url(database) + options, SMALL, "import", "--enrollments", "-");
            try (OutputStream lines = process.process().getOutputStream()) {
                lines.write(file(database, steps).getBytes(StandardCharsets.UTF_8));
            }
            int exitCode = process.exitCode();
            assertThat(exitCode).as(process.standardError()).isIn(ExitCode.DONE, ExitCode.REFUSED);
            return steps.stream()
                    .map(step -> step.told(exitCode == ExitCode.DONE ? Told.IS_ENROLLED : Told.NOTHING))
                    .toList();
        };
    }

    private static String file(String database, List<Step> steps) throws SQLException {
        StringJoiner file = new StringJoiner("\n", "student_number,course_code\n", "\n");
        try (Connection connection = PostgresServer.connect(database)) {
            for (Step step : steps) {
                Jdbc.strings(
                                connection,
                                "SELECT number || ',' || coalesce((SELECT code FROM courses WHERE id = ?), 'GONE')"
                                        + " FROM students WHERE id = ?",
                                step.course(),
                                step.student())
                        .forEach(file::add);
            }
        }
        return file.toString();
    }
}
