package org.studentmanagement.schema.deploy;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.oneOf;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.studentmanagement.Sheets;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.WriteTriggers;
import org.studentmanagement.terminal.CommandFailure;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.SecondService;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.transfer.ImportCommand;

/** What callers of the service and the import see of a fence. */
@QuarkusTest
@TestProfile(SecondService.class)
@ResourceLock(BesideTheService.LOCK)
class FencedServiceTest {
    private static final int CALLERS = 16;

    private Migrator migrator;
    private Row student;
    private Row course;

    @BeforeEach
    void fence() throws SQLException {
        student = Fixtures.student();
        course = Fixtures.course();
        try (Connection connection = ServiceDatabase.connect()) {
            String url = PostgresServer.url(connection.getCatalog());
            migrator = new Migrator(
                    new Datasource(url, Optional.empty(), Optional.empty()),
                    Changelog.PATH,
                    new ChangesetPreflight(MigrationObserver.NONE),
                    MigrationObserver.NONE);
        }
        WriteTriggers.begin(migrator, WriteTriggers.Kind.FENCE);
    }

    @AfterEach
    void open() throws SQLException {
        WriteTriggers.end(migrator.target().connection());
        WriteTriggers.remove(migrator);
        migrator.close();
    }

    @Test
    void writesAreToldToComeBackAndReadsAreServed() throws SQLException {
        List<Long> before = ServiceDatabase.fingerprint();

        AtOnce.run(CALLERS, this::write)
                .forEach(response -> response.then()
                        .spec(problem(503, "database-unavailable"))
                        .header("Retry-After", oneOf("1", "2", "3"))
                        .body("detail", containsString("The schema is being changed")));
        assertThat(AtOnce.run(CALLERS, caller -> get(student.path()).statusCode()))
                .containsOnly(200);
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);

        WriteTriggers.end(migrator.target().connection());
        assertThat(write(0).statusCode()).isEqualTo(201);
    }

    @Test
    void anImportIsToldInOneSentence(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("s.csv"), "number,name,email\n%s,Ada,ada@x.example\n".formatted(Fixtures.unique()));
        StringWriter err = new StringWriter();

        int exitCode = ImportCommand.commandLine(Sheets.ALL, Sheets.ARCHIVE)
                .setExecutionExceptionHandler(new CommandFailure())
                .setErr(new PrintWriter(err, true))
                .execute("--students", file.toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("""
                A deployment is changing the schema, so try again when it has ended: ERROR: the schema is being changed,\
                 and until that has ended only reads are served. Write again when it has ended.
                Nothing was stored.
                """);
    }

    private Response write(int caller) {
        return switch (caller % 4) {
            case 0 ->
                given().contentType(ContentType.JSON)
                        .body(Fixtures.studentBody())
                        .post("/api/students");
            case 1 -> Fixtures.enroll(student, course.id());
            case 2 -> given().header("If-Match", "*").delete(student.path());
            default ->
                given().header("If-Match", "*")
                        .contentType(ContentType.JSON)
                        .body(Fixtures.courseBody())
                        .put(course.path());
        };
    }
}
