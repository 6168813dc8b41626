package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.Plans;
import org.studentmanagement.testsupport.SecondService;
import org.studentmanagement.testsupport.ServiceDatabase;

/** However long the history is, what is new costs what it is, and so does a page of it wherever that is. */
@QuarkusTest
@TestProfile(SecondService.class)
class EnrollmentFeedPlansTest {
    private static final int EVENTS = 60_000;

    /** A page, and the rows that are looked at to find it. */
    private static final long MOST_ROWS = 1_100;

    private static final String FILL = """
            INSERT INTO enrollment_events (transaction_id, kind, student_id, course_id)
            SELECT (3 + n / 100)::text::xid8, 'waitlisted', n, 1 FROM generate_series(1, %d) n
            """.formatted(EVENTS);

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void nothingIsReadButWhatIsTold(String mode) throws SQLException {
        Fixtures.Row student = Fixtures.student();
        String database = fill();
        FeedCursor told = now();
        Fixtures.enroll(student, Fixtures.course().id()).then().statusCode(200);
        Plans plans = Plans.of(database, Map.of("plan_cache_mode", mode));

        assertThat(read(told, 500)).hasSize(1);
        assertThat(read(now(), 500)).isEmpty();
        assertThat(read(FeedCursor.START, 500)).hasSize(500);
        assertThat(read(new FeedCursor(told.history(), null, told.seen(), EVENTS / 2), 500))
                .hasSize(500);
        get(student.path() + "/enrollments").then().statusCode(200);

        List<String> faults = new ArrayList<>();
        for (Plans.Plan plan : plans.next()) {
            plan.forEachNode(node -> {
                if (node.path("Relation Name").asText().equals("enrollment_events") && rows(node) > MOST_ROWS) {
                    faults.add(node.path("Node Type").asText() + ", " + rows(node) + " rows, of " + plan.query());
                }
            });
        }
        assertThat(faults).isEmpty();
    }

    private static String fill() throws SQLException {
        try (Connection connection = ServiceDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute(FILL);
            statement.execute("VACUUM ANALYZE enrollment_events");
            return connection.getCatalog();
        }
    }

    /** Of who has read all, without reading it. */
    private static FeedCursor now() throws SQLException {
        String next = Json.of(given().queryParam("limit", 1).get("/api/enrollment-events"))
                .path("next")
                .textValue();
        long history = FeedCursor.parse("after", next.replaceFirst(".*after=([^&]*).*", "$1"))
                .history();
        try (Connection connection = ServiceDatabase.connect();
                var rows = connection.createStatement().executeQuery("SELECT pg_current_snapshot()::text")) {
            rows.next();
            return FeedCursor.behind(history, TransactionSnapshot.parse(rows.getString(1)));
        }
    }

    private static List<JsonNode> read(FeedCursor cursor, int limit) {
        var request = given().queryParam("limit", limit);
        if (cursor.history() != null) {
            request.queryParam("after", cursor.toString());
        }
        List<JsonNode> items = new ArrayList<>();
        Json.of(request.get("/api/enrollment-events")).path("items").forEach(items::add);
        return items;
    }

    private static long rows(JsonNode node) {
        return node.path("Actual Loops").asLong()
                * (node.path("Actual Rows").asLong()
                        + node.path("Rows Removed by Filter").asLong()
                        + node.path("Rows Removed by Index Recheck").asLong());
    }
}
