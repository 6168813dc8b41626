package org.studentmanagement.standby;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Management.management;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.FollowedServer;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.Users;

/** Reads go to a real standby, which is held back, locked, killed and started again. */
@QuarkusTest
@TestProfile(StandbyTest.WithStandby.class)
class StandbyTest {
    private static final String POSITION = "Database-Position";
    private static final String COOKIE = "database-position";
    private static final String FORM = "[0-9A-F]+/[0-9A-F]+";
    private static final String BEFORE = "Ada Lovelace";
    private static final String AFTER = "Grace Hopper";

    public static class WithStandby implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(StandbyServers.class));
        }
    }

    private FollowedServer servers;
    private Row student;

    @BeforeEach
    void aStudentWhomTheStandbyKnows() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        student = Fixtures.student();
        await().until(() -> servedByTheStandby(student.path()));
        await().until(() -> name(null).equals(BEFORE));
    }

    @AfterEach
    void goOn() throws SQLException {
        servers.goOn();
    }

    @Test
    void whoHasWrittenReadsItWhileOthersReadAtAStandbyThatIsBehind() throws SQLException {
        servers.holdBack();

        String position =
                rename().then().header(POSITION, matchesPattern(FORM)).extract().header(POSITION);

        assertThat(name(null)).isEqualTo(BEFORE);
        assertThat(name(position)).isEqualTo(AFTER);
        assertThat(given().cookie(COOKIE, position).get(student.path()).<String>path("name"))
                .isEqualTo(AFTER);
        assertThat(given().header(POSITION, "0/1")
                        .header(POSITION, position)
                        .get(student.path())
                        .<String>path("name"))
                .isEqualTo(AFTER);
    }

    @Test
    void whoeverAsksAtTheSameMomentIsServedByTheServerThatMayServeHim() throws SQLException {
        servers.holdBack();
        String position = rename().header(POSITION);

        List<String> names = AtOnce.run(32, caller -> name(caller % 2 == 0 ? position : null));

        for (int caller = 0; caller < names.size(); caller += 2) {
            assertThat(names.get(caller)).as("caller " + caller).isEqualTo(AFTER);
        }
        // a few of the others may have found no free connection there
        assertThat(names).contains(BEFORE);
    }

    @Test
    void theCookieCannotBeReadByScriptsNorSentByOtherSites() {
        String cookie = rename().header("Set-Cookie");

        assertThat(cookie)
                .startsWith(COOKIE + "=")
                .contains("HTTPOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Max-Age", "Secure");
    }

    @Test
    void onceTheStandbyHasItTheWriterReadsThereToo() {
        String position = rename().header(POSITION);

        await().until(() -> servedByTheStandby(student.path(), position));
        assertThat(name(position)).isEqualTo(AFTER);
    }

    @Test
    void aRefusalThatTellsWhatIsStoredLetsItsCallerSeeIt() throws SQLException {
        servers.holdBack();
        rename();

        String position = given().contentType("application/merge-patch+json")
                .header("If-Match", student.etag())
                .body(Map.of("name", "Another"))
                .patch(student.path())
                .then()
                .statusCode(412)
                .extract()
                .header(POSITION);

        assertThat(name(position)).isEqualTo(AFTER);
    }

    @Test
    void aSnapshotIsTakenAtTheStandby() {
        assertThat(servedByTheStandby(student.path() + "/disclosure")).isTrue();
    }

    @Test
    void aReadTellsNoPosition() {
        given().get(student.path()).then().statusCode(200).header(POSITION, nullValue());
    }

    @Test
    void aSessionThatHasEndedIsOverAtOnce() throws SQLException {
        String session = Users.session("reader");
        await().until(() -> servers.atStandby("SELECT count(*) FROM user_sessions"), Integer.toString(1)::equals);
        servers.holdBack();

        Users.with(session).delete("/api/session").then().statusCode(204);

        Users.with(session).get(student.path()).then().spec(problem(401, "session-ended"));
    }

    @Test
    void theHistoryIsToldAsItIsAndWhoIsToldReadsWhatFollows() throws SQLException {
        Row course = Fixtures.course();
        await().until(() -> servedByTheStandby(course.path()));
        servers.holdBack();
        Fixtures.enroll(student, course.id()).then().statusCode(200);

        Response events = given().get("/api/enrollment-events?limit=100");
        events.then().statusCode(200);

        assertThat(Json.of(events).path("items").findValuesAsText("student_id")).contains(String.valueOf(student.id()));
        assertThat(Fixtures.coursesOf(student.id())).isEmpty();
        assertThat(given().header(POSITION, events.header(POSITION))
                        .get(student.path() + "/courses")
                        .<List<Object>>path("items"))
                .hasSize(1);
    }

    @Test
    void whoAsksForWhatHasChangedIsToldByThePrimary() throws SQLException {
        servers.holdBack();
        rename();

        assertThat(given().get("/api/students?updated_since=2020-01-01T00:00:00Z&number=" + student.key())
                        .<List<String>>path("items.name"))
                .containsExactly(AFTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "0/123456789", "-1/0", "0/1; 0/2", "0/1,0/2", "1/2/3"})
    void whatIsNoPositionIsRefused(String position) {
        given().header(POSITION, position).get(student.path()).then().spec(problem(400, "invalid-request"));
    }

    @Test
    void withACookieThatIsNoPositionThePrimaryIsRead() throws SQLException {
        servers.holdBack();
        rename();

        assertThat(given().cookie(COOKIE, "latest").get(student.path()).<String>path("name"))
                .isEqualTo(AFTER);
    }

    @Test
    void ofAStandbyThatIsBehindByMoreThanIsAllowedNobodyReadsUntilItHasCaughtUp() throws SQLException {
        servers.holdBack();
        rename();

        await().until(() -> name(null).equals(AFTER));
        assertThat(lag()).isGreaterThan(10);

        servers.goOn();
        await().until(() -> servedByTheStandby(student.path()));
        assertThat(name(null)).isEqualTo(AFTER);
    }

    @Test
    void whatTheStandbyCannotReadIsReadAtThePrimaryByTheSameRequest() throws Exception {
        lockAtTheStandbyAlone();

        long before = reads("primary");
        assertThat(name(null)).isEqualTo(BEFORE);
        assertThat(reads("primary")).isGreaterThan(before);
    }

    @Test
    void whoReadsWhileTheStandbyIsKilledIsServedByThePrimaryAndLaterByTheStandbyAgain() throws Exception {
        lockAtTheStandbyAlone();
        List<CompletableFuture<String>> reading = List.of(
                CompletableFuture.supplyAsync(() -> name(null)),
                CompletableFuture.supplyAsync(() -> given().get("/api/students?number=" + student.key())
                        .<List<String>>path("items.name")
                        .get(0)));
        await().until(() -> Long.parseLong(
                        servers.atStandby("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
                >= 2);

        servers.killStandby();

        assertThat(reading).extracting(CompletableFuture::join).containsOnly(BEFORE);
        assertThat(AtOnce.run(16, caller -> name(null))).containsOnly(BEFORE);
        servers.startStandby();
        await().until(() -> servedByTheStandby(student.path()));
        assertThat(name(null)).isEqualTo(BEFORE);
    }

    /** The standby has replayed that a table was locked, and not that it is free again. */
    private void lockAtTheStandbyAlone() throws Exception {
        try (Connection connection = ServiceDatabase.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE students IN ACCESS EXCLUSIVE MODE");
            await().until(() -> Long.parseLong(
                            servers.atStandby(
                                    "SELECT count(*) FROM pg_locks WHERE relation = 'students'::regclass AND mode = 'AccessExclusiveLock'"))
                    > 0);
            servers.holdBack();
            connection.rollback();
        }
    }

    private Response rename() {
        Response renamed = given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("name", AFTER))
                .patch(student.path());
        renamed.then().statusCode(200);
        return renamed;
    }

    /** @param position that the caller has seen, or null */
    private String name(String position) {
        var request = position == null ? given() : given().header(POSITION, position);
        return request.accept(ContentType.JSON)
                .get(student.path())
                .then()
                .statusCode(200)
                .extract()
                .path("name");
    }

    private static boolean servedByTheStandby(String path) {
        return servedByTheStandby(path, null);
    }

    private static boolean servedByTheStandby(String path, String position) {
        long there = reads("standby");
        long atPrimary = reads("primary");
        (position == null ? given() : given().header(POSITION, position)).get(path);
        return reads("standby") > there && reads("primary") == atPrimary;
    }

    private static long reads(String server) {
        return (long) metric("standby_reads_total{server=\"" + server + "\"}");
    }

    private static double lag() {
        return metric("standby_lag_seconds");
    }

    private static double metric(String name) {
        return management()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
