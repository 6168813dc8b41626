package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.studentmanagement.testsupport.PostgresServer.execute;

import io.restassured.http.ContentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.ServingProcess;

/** One user owns the schema and migrates, another serves and can only read and write rows: with the grants of the manual. */
@BesideTheService
class SeparateRightsIT {
    private static final Path MANUAL = Path.of("src/site/service.md");

    /** Which the first of them has migrated from its beginning, but for the newest revision. */
    private static String school;

    private static String migrator;
    private static String server;

    private String database;

    @BeforeAll
    static void makeTheUsersOfANewDatabase() throws Exception {
        school = PostgresServer.scratch();
        migrator = school + "_migrator";
        server = school + "_server";
        execute("postgres", "CREATE ROLE %s LOGIN; CREATE ROLE %s LOGIN".formatted(migrator, server));
        own(school);
        execute(school, documented("-- before the first upgrade", school));
        DbBench db = new DbBench(new Datasource(url(school), Optional.of(migrator), Optional.empty()));
        Outcome upgraded = db.run("upgrade", BundledChangelog.BEFORE_HEAD);
        assertThat(upgraded.exitCode()).as(upgraded.err()).isEqualTo(ExitCode.DONE);
    }

    @BeforeEach
    void copy() throws SQLException {
        database = PostgresServer.copy(school);
        own(database);
    }

    private static void own(String database) throws SQLException {
        execute("postgres", "ALTER DATABASE %s OWNER TO %s".formatted(database, migrator));
    }

    @Test
    void theServiceAndTheImportNeedNoMoreThanRowsWhileAnotherUserMigrates(@TempDir Path folder) throws Exception {
        assertThat(run(asBoth(), "db", "upgrade")).isEqualTo(ExitCode.DONE);
        execute(database, documented("-- after the first upgrade", database));
        assertThat(run(asServer(), "db", "drift")).isEqualTo(ExitCode.DONE);

        for (String forbidden : List.of(
                "CREATE TABLE other (id int)",
                "ALTER TABLE students ADD more int",
                "DROP TABLE student_courses",
                "TRUNCATE students CASCADE",
                "DELETE FROM databasechangelog",
                "DELETE FROM migration_run",
                "UPDATE clients SET revoked_at = NULL")) {
            assertThatThrownBy(() -> runAs(server, forbidden))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState())
                                    .as(forbidden)
                                    .isEqualTo("42501"));
        }
        try (var serving = ServingProcess.start(asServer())) {
            serving.management().get("/q/health/ready").then().statusCode(200);
            readsAndWritesEverything(serving);
            serving.api()
                    .delete("/api/clients/nobody")
                    .then()
                    .statusCode(409)
                    .body("type", endsWith("clients-read-only"));
        }
        Path students = Files.writeString(folder.resolve("s.csv"), "number,name,email\n2,Bob,bob@students.example\n");
        assertThat(run(asServer(), "import", "--students", students.toString())).isZero();
    }

    @Test
    void whoOwnsTheSchemaDeploysAndWhoServesIsToldThatHeCannot() throws Exception {
        assertThat(as(server).run("deploy", "--no-backup")).satisfies(refused -> {
            assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.out())
                    .contains(
                            "Only the owner of the schema can deploy: user %s ".formatted(server),
                            "Name him by QUARKUS_LIQUIBASE_USERNAME",
                            "Nothing was changed: the database is at %s.".formatted(BundledChangelog.BEFORE_HEAD));
        });
        assertThat(run(asBoth(), "db", "deploy", "--no-backup")).isEqualTo(ExitCode.DONE);
        assertThat(as(server).run("deploy", "--no-backup").out()).contains("Nothing to do at ");
    }

    private DbBench as(String user) {
        return new DbBench(new Datasource(url(database), Optional.of(user), Optional.empty()));
    }

    @Test
    void theServiceMigratesAtItsStartWithTheUserThatMay() throws Exception {
        Map<String, String> settings = asBoth();
        settings.put("MIGRATION_AT_START", "true");

        try (var serving = ServingProcess.start(settings)) {
            serving.management().get("/q/health/ready").then().statusCode(200);
            serving.api().get("/api/students").then().statusCode(200);
        }
    }

    private static void readsAndWritesEverything(ServingProcess serving) {
        String course = serving.api()
                .contentType(ContentType.JSON)
                .body("{\"code\": \"AAA\", \"name\": \"Algebra\"}")
                .post("/api/courses")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        String student = serving.api()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "once")
                .body("{\"number\": \"1\", \"name\": \"Ada\", \"email\": \"ada@students.example\"}")
                .post("/api/students")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        String id = course.substring(course.lastIndexOf('/') + 1);
        serving.api()
                .contentType(ContentType.JSON)
                .body("{\"course_ids\": [%s]}".formatted(id))
                .post(student + "/courses")
                .then()
                .statusCode(200);
        serving.api().get(student + "/courses").then().body("items", hasSize(1)).body("items[0].code", equalTo("AAA"));
        serving.api().delete(student + "/courses/" + id).then().statusCode(204);
        serving.api()
                .header("If-Match", serving.api().get(student).header("ETag"))
                .delete(student)
                .then()
                .statusCode(204);
        String other = serving.api()
                .contentType(ContentType.JSON)
                .body("{\"number\": \"3\", \"name\": \"Cy\", \"email\": \"cy@students.example\"}")
                .post("/api/students")
                .header("Location");
        serving.api().get(other + "/disclosure").then().statusCode(200);
        serving.api().header("If-Match", "*").post(other + "/erasure").then().statusCode(204);
    }

    /** What the manual tells an operator to run at that time, for the users of this test. */
    private static String documented(String moment, String database) throws Exception {
        String script =
                Files.readString(MANUAL).split("```sql\n" + moment + "\n")[1].split("```")[0];
        return script.replace("school_migrator", migrator)
                .replace("school_server", server)
                .replace("DATABASE school", "DATABASE " + database);
    }

    private static int run(Map<String, String> settings, String... arguments) throws Exception {
        PackagedService command = PackagedService.start(settings, List.of(), arguments);
        int exitCode = command.exitCode();
        assertThat(command.standardError()).doesNotContain("Exception", "\tat ");
        return exitCode;
    }

    private Map<String, String> asServer() {
        return Map.of("QUARKUS_DATASOURCE_JDBC_URL", url(database), "QUARKUS_DATASOURCE_USERNAME", server);
    }

    private Map<String, String> asBoth() {
        Map<String, String> settings = new HashMap<>(asServer());
        settings.put("QUARKUS_LIQUIBASE_USERNAME", migrator);
        return settings;
    }

    private void runAs(String user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), user, "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(PostgresServer.port(), database);
    }
}
