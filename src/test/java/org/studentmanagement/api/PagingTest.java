package org.studentmanagement.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServiceDatabase;

@QuarkusTest
class PagingTest {
    /** So few names that most rows share one; made in one transaction, they all share {@code created_at}. */
    private static final String ADD_STUDENTS = """
            INSERT INTO students (number, name, email)
            SELECT key, ? || ' ' || n * ? % 5, key || '@students.example'
            FROM (SELECT n, replace(gen_random_uuid()::text, '-', '') AS key FROM generate_series(1, ?) n) keys RETURNING id
            """;

    private static final String ADD_COURSES = """
            INSERT INTO courses (code, name)
            SELECT upper(replace(gen_random_uuid()::text, '-', '')), ? || ' ' || n * ? % 5
            FROM generate_series(1, ?) n RETURNING id
            """;

    private static final String WITH_TIMES_OF_ENROLLMENT =
            "(SELECT students.*, enrolled_at FROM students LEFT JOIN student_courses ON student_id = students.id) enrolled";

    @RegisterExtension
    private final Seed seed = new Seed();

    private final Random random = seed.random();

    /** Of those who come and go. */
    private Connection others;

    @BeforeEach
    void connect() throws SQLException {
        others = ServiceDatabase.connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        others.close();
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                        Arguments.of("students", "id"),
                        Arguments.of("students", "name"),
                        Arguments.of("students", "number"),
                        Arguments.of("students", "email"),
                        Arguments.of("students", "created_at"),
                        Arguments.of("students", "updated_at"),
                        Arguments.of("courses", "id"),
                        Arguments.of("courses", "name"),
                        Arguments.of("courses", "code"),
                        Arguments.of("courses", "created_at"),
                        Arguments.of("courses", "updated_at"),
                        Arguments.of("roster", "name"),
                        Arguments.of("roster", "number"),
                        Arguments.of("roster", "id"),
                        Arguments.of("roster", "enrolled_at"))
                .flatMap(order ->
                        Stream.of("", "-").map(direction -> Arguments.of(order.get()[0], direction + order.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void pagesOfAnyLengthVisitEachOnceInOrderWhileOthersComeAndGo(String collection, String sort) throws SQLException {
        String marker = Fixtures.unique();
        String table = collection.equals("courses") ? "courses" : "students";
        long course = Fixtures.course().id();
        String column = sort.replace("-", "");
        String direction = sort.startsWith("-") ? " DESC" : "";
        List<Long> passing = new ArrayList<>(add(table, marker, 15, course));
        add(table, marker, 30, course);
        List<Long> lasting = ServiceDatabase.longs(
                others,
                "SELECT id FROM %s WHERE name LIKE ? AND id <> ALL (?) ORDER BY %s %s, id %s"
                        .formatted(
                                table.equals("courses") ? table : WITH_TIMES_OF_ENROLLMENT,
                                column.equals("enrolled_at") ? "coalesce(enrolled_at, '-infinity')" : column,
                                direction,
                                direction),
                marker + "%",
                passing.toArray(Long[]::new));

        List<Long> visited = new ArrayList<>();
        String next = (collection.equals("roster")
                        ? "/api/courses/" + course + "/students?"
                        : "/api/" + table + "?q=" + marker + "&")
                + "sort=" + sort + "&limit=1";
        while (next != null) {
            JsonNode page = page(next);
            visited.addAll(Json.ids(page.path("items")));
            next = page.path("next").textValue();
            if (next != null) {
                next = next.replaceFirst("limit=\\d+", "limit=" + (1 + random.nextInt(9)));
            }
            passing.addAll(add(table, marker, 1, course));
            remove(table, passing.remove(random.nextInt(passing.size())));
        }

        assertThat(visited).doesNotHaveDuplicates();
        visited.retainAll(lasting);
        assertThat(visited).containsExactlyElementsOf(lasting);
    }

    @ParameterizedTest
    @CsvSource({"students,id", "students,-name", "courses,-updated_at", "roster,enrolled_at", "roster,-enrolled_at"})
    void prevLeadsBackOverTheSamePagesToTheFirst(String collection, String sort) throws SQLException {
        String marker = Fixtures.unique();
        long course = Fixtures.course().id();
        add(collection.equals("courses") ? "courses" : "students", marker, 7, course);
        Deque<JsonNode> forth = new ArrayDeque<>();
        String next = (collection.equals("roster") ? "/api/courses/" + course + "/students" : "/api/" + collection)
                + "?sort=" + sort + "&q=" + marker + "&limit=3";
        while (next != null) {
            JsonNode page = page(next);
            forth.push(page);
            next = page.path("next").textValue();
        }
        assertThat(forth).hasSize(3);

        for (JsonNode page = forth.pop(); !forth.isEmpty(); ) {
            JsonNode before = page(page.path("prev").textValue());
            assertThat(before.path("items")).isEqualTo(forth.pop().path("items"));
            assertThat(page(before.path("next").textValue()).path("items")).isEqualTo(page.path("items"));
            page = before;
            if (forth.isEmpty()) {
                assertThat(page.path("prev").textValue()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "-name"})
    void aPageOfWhichAllHasGoneLeadsToThoseThatStay(String sort) throws SQLException {
        String marker = Fixtures.unique();
        ServiceDatabase.longs(others, ADD_COURSES, marker, random.nextInt(5), 4);
        JsonNode first = page("/api/courses?sort=" + sort + "&q=" + marker + "&limit=2");
        JsonNode second = page(first.path("next").textValue());
        for (long id : Json.ids(second.path("items"))) {
            remove("courses", id);
        }

        JsonNode gone = page(first.path("next").textValue());
        assertThat(gone.path("items")).isEmpty();
        assertThat(gone.path("next").textValue()).isNull();
        assertThat(page(gone.path("prev").textValue()).path("items")).isEqualTo(first.path("items"));

        for (long id : Json.ids(first.path("items"))) {
            remove("courses", id);
        }
        JsonNode none = page(second.path("prev").textValue());
        assertThat(none.path("items")).isEmpty();
        assertThat(none.path("prev").textValue()).isNull();
        assertThat(none.path("next").textValue())
                .doesNotContain("after", "before")
                .contains("q=" + marker);
    }

    @Test
    void thereAre50OnAPageUnlessAskedOtherwise() throws SQLException {
        String marker = marked(501);

        given().queryParam("q", marker).get("/api/courses").then().body("items.size()", is(50));
        given().queryParam("q", marker)
                .queryParam("limit", 500)
                .get("/api/courses")
                .then()
                .body("items.size()", is(500))
                .body("next", notNullValue());
    }

    @Test
    void nextIsInTheBodyAndALinkAndKeepsWhatWasAskedFor() throws SQLException {
        String signs = Fixtures.unique() + " {one} & 100%+";
        ServiceDatabase.longs(others, ADD_COURSES, signs, random.nextInt(5), 3);

        Response first = given().queryParam("q", signs)
                .queryParam("sort", "-name")
                .queryParam("limit", 2)
                .get("/api/courses");

        String next = first.path("next");
        first.then().header("Link", "<" + next + ">; rel=\"next\"").body("next", startsWith("/api/courses?"));
        Response second = given().urlEncodingEnabled(false).get(next);
        assertThat(Json.of(second).path("items")).hasSize(1);
        String prev = second.path("prev");
        second.then().header("Link", "<" + prev + ">; rel=\"prev\"");
        given().urlEncodingEnabled(false).get(prev).then().body("items", is(first.<Object>path("items")));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void theLastPageHasNoNext(int limit) throws SQLException {
        given().queryParam("q", marked(3))
                .queryParam("limit", limit)
                .get("/api/courses")
                .then()
                .body("items.size()", is(3))
                .body("$", hasKey("next"))
                .body("next", nullValue())
                .header("Link", nullValue());
    }

    @Test
    void theTotalIsCountedOnRequestOnlyAndIsThatOfAllPages() throws SQLException {
        String marker = marked(3);
        Map<String, Object> query = Map.of("q", marker, "limit", 2);

        given().queryParams(query).get("/api/courses").then().body("$", not(hasKey("total")));
        String next = given().queryParams(query)
                .queryParam("total", true)
                .get("/api/courses")
                .then()
                .body("total", is(3))
                .extract()
                .path("next");

        assertThat(page(next).path("total").intValue()).isEqualTo(3);
    }

    private static JsonNode page(String path) {
        Response response = given().urlEncodingEnabled(false).get(path);
        response.then().statusCode(200);
        return Json.of(response);
    }

    private String marked(int courses) throws SQLException {
        String marker = Fixtures.unique();
        ServiceDatabase.longs(others, ADD_COURSES, marker, random.nextInt(5), courses);
        return marker;
    }

    private List<Long> add(String table, String marker, int count, long course) throws SQLException {
        if (table.equals("courses")) {
            return ServiceDatabase.longs(others, ADD_COURSES, marker, random.nextInt(5), count);
        }
        List<Long> students = ServiceDatabase.longs(others, ADD_STUDENTS, marker, random.nextInt(5), count);
        ServiceDatabase.longs(
                others,
                "INSERT INTO student_courses (student_id, course_id, enrolled_at)"
                        + " SELECT student, ?, CASE WHEN student % 3 > 0 THEN now() - student % 4 * interval '1 h' END"
                        + " FROM unnest(?) student RETURNING student_id",
                course,
                students.toArray(Long[]::new));
        return students;
    }

    private void remove(String table, long id) throws SQLException {
        try (var statement = others.createStatement()) {
            if (table.equals("students")) {
                statement.executeUpdate("DELETE FROM student_courses WHERE student_id = " + id);
            }
            statement.executeUpdate("DELETE FROM " + table + " WHERE id = " + id);
        }
    }
}
