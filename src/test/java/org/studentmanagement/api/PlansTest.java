package org.studentmanagement.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.billing.Billing;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.Plans;
import org.studentmanagement.testsupport.Plans.Plan;
import org.studentmanagement.testsupport.SecondService;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/**
 * What a statement of the service costs depends on what is asked for, not on how many rows there are: none goes through a large
 * table. PostgreSQL tells how it has run them, over tables with more rows than any may look at. Statements that were prepared
 * are planned for their parameters or for any, and either must do.
 */
@QuarkusTest
@TestProfile(SecondService.class)
class PlansTest {
    private static final Set<String> LARGE = Set.of(
            "students",
            "courses",
            "student_courses",
            "tests",
            "marks",
            "notices",
            "notice_seen",
            "class_members",
            "fees",
            "payments",
            "allocations");

    /** The longest walk of a search, and a row or two that are looked at before it ends. */
    private static final long MOST_ROWS = 25_010;

    private static final int READERS = 2;

    private static final String ROWS = """
            SET session_replication_role = replica;
            INSERT INTO students (number, name, email, created_at, updated_at)
            SELECT 'S' || n, CASE WHEN n % 100 = 0 THEN 'Ada' WHEN n > 34000 THEN 'Zoe' ELSE 'Student' END || ' ' || md5(n::text),
              's' || n || '@students.example', now() - n * interval '1 min', now() - n * interval '1 min'
            FROM generate_series(1, 60000) n;
            INSERT INTO courses (code, name, created_at, updated_at)
            SELECT 'C-' || n, 'Course ' || n, now() - n * interval '1 min', now() - n * interval '1 min'
            FROM generate_series(1, 40000) n;
            INSERT INTO student_courses (student_id, course_id, enrolled_at)
            SELECT student, 1 + (student * 7 + nth * 53) % 40000, now() - student * interval '1 min'
            FROM generate_series(1, 60000) student, generate_series(1, 4) nth;
            INSERT INTO terms (code, name, kind, begins_on, ends_on) VALUES ('PLANS', 'Plans', 'school_year', current_date - 100, current_date + 100);
            INSERT INTO classes (term_id, code, name) SELECT id, 'P' || n, 'Class ' || n FROM terms, generate_series(1, 2000) n WHERE code = 'PLANS';
            INSERT INTO class_members (class_id, student_id)
            SELECT class.id, student.id FROM classes class JOIN students student ON student.id % 2000 = class.id % 2000;
            INSERT INTO notices (audience, class_id, course_id, student_id, title, body, created_by)
            SELECT 'all', NULL::bigint, NULL::bigint, NULL::bigint, 'N', '', 'plans' FROM generate_series(1, 50)
            UNION ALL SELECT 'class', id, NULL, NULL, 'N', '', 'plans' FROM classes
            UNION ALL SELECT 'course', NULL, id, NULL, 'N', '', 'plans' FROM courses
            UNION ALL SELECT 'student', NULL, NULL, id, 'N', '', 'plans' FROM students WHERE id % 2 = 0;
            INSERT INTO notice_seen (student_id, notice_id) SELECT student.id, n.id FROM students student, notices n
            WHERE n.audience = 'all' AND n.id % 25 = 0;
            INSERT INTO tests (code, title, category, course_id, held_on, maximum, weight, published_at)
            SELECT 'T-' || n, 'Exam', 'exam', n, '2013-10-20', 50, 10, now() FROM generate_series(1, 20000) n;
            INSERT INTO marks (test_id, student_id, state, score, maximum)
            SELECT t.id, e.student_id, 'marked', e.student_id % 51, 50 FROM tests t JOIN student_courses e USING (course_id);
            INSERT INTO fees (id, student_id, month, amount, due_on, settled, updated_at)
            SELECT 100000 * nth + student, student, CASE nth WHEN 1 THEN date '2013-09-01' ELSE '2013-10-01' END, 100, '2013-10-15', nth = 1,
              now() - student * interval '1 min'
            FROM generate_series(1, 60000) student, generate_series(1, 2) nth;
            INSERT INTO payments (id, student_id, receipt_number, method, reference, amount, paid_on, taken_by)
            SELECT student, student, student, 'card', 'T' || student, 100, date '2013-09-01' + student % 28, 'test'
            FROM generate_series(1, 60000) student;
            INSERT INTO allocations (payment_id, fee_id, amount)
            SELECT student, 100000 + student, 100 FROM generate_series(1, 60000) student;
            INSERT INTO receipt_numbers VALUES (1, 60000);
            SELECT setval(pg_get_serial_sequence('fees', 'id'), 300000), setval(pg_get_serial_sequence('payments', 'id'), 60000);
            RESET session_replication_role;
            VACUUM ANALYZE students, courses, student_courses, tests, marks, notices, notice_seen, classes, class_members, fees, payments, allocations
            """;

    private static boolean filled;

    private String database;

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = ServiceDatabase.connect();
                var statement = connection.createStatement()) {
            database = connection.getCatalog();
            if (!filled) {
                for (String each : ROWS.split(";\n")) {
                    statement.execute(each);
                }
                filled = true;
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            students           | ?id=30000 | id,name,number,email,created_at,updated_at | s1234,student,ada,zz
            courses            | ?id=20000 | id,name,code,created_at,updated_at         | c-1234,course,zz
            courses/78/students | ?limit=1  | name,number,id,enrolled_at                 | student,zz
            """)
    void aPageCostsTheSameWhereverItIsAndWhateverItIsSortedBy(
            String collection, String middle, String sorts, String texts) throws SQLException {
        String path = "/api/" + collection;
        JsonNode item = items(read(path + middle)).path(0);
        List<String> pages = new ArrayList<>();
        for (String sort : sorts.split(",")) {
            for (String order : List.of(sort, "-" + sort)) {
                String key = item.path(sort).asText();
                Cursor there = new Cursor(
                        order,
                        sort.equals("id") ? Long.valueOf(key) : key,
                        item.path("id").longValue());
                for (String filter : ("," + texts).split(",")) {
                    String page = path + "?sort=" + order + (filter.isEmpty() ? "" : "&q=" + filter);
                    pages.addAll(List.of(page, page + "&after=" + there));
                }
            }
        }

        assertThat(faultsOf(pages)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "students?number=S77",
                "students?number=S77&q=student",
                "students?q=zoe",
                "students?email=S77@STUDENTS.example",
                "students?id=1,2,30000",
                "students?updated_since=2000-01-01T00:00:00Z",
                "students?updated_since=2100-01-01T00:00:00Z",
                "courses?code=C-77",
                "courses?code=C-77&q=course",
                "courses?term_id=1",
                "courses?id=1,2,30000",
                "courses?updated_since=2000-01-01T00:00:00Z",
                "courses?updated_since=2100-01-01T00:00:00Z"
            })
    void aFilterCostsWhatItLeaves(String filtered) throws SQLException {
        List<String> pages = new ArrayList<>();
        for (String sort : List.of("id", "-name", "updated_at", "-updated_at")) {
            pages.add("/api/" + filtered + "&sort=" + sort);
        }

        assertThat(faultsOf(pages)).isEmpty();
    }

    @Test
    void whatConcernsAStudentIsFoundAmongAllNotices() throws SQLException {
        List<String> asked = new ArrayList<>();
        for (int student : List.of(2, 30_000, 59_999)) {
            String notices = "/api/students/" + student + "/notices";
            asked.addAll(List.of(
                    notices + "/unread-count",
                    notices,
                    notices + "?sort=-id",
                    notices + "?unread=true",
                    notices + "?unread=true&sort=-id&limit=1"));
        }

        assertThat(faultsOf(asked)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void whatIsToTheCoursesOfATeacherIsFoundAmongAllNotices(String mode) throws SQLException {
        long teacher = Fixtures.teacher().id();
        ServiceDatabase.longs(
                "INSERT INTO course_teachers (course_id, teacher_id) VALUES (78, ?) RETURNING 1", teacher);
        Plans plans = plans(mode);

        given().auth()
                .oauth2(TestToken.ofTeacher(teacher))
                .get("/api/notices?sort=-shown_from")
                .then()
                .body("items.course_id", is(List.of(78)));

        assertThat(faults(plans.next())).isEmpty();
    }

    @Test
    void aTextThatFewHaveIsFoundFarBehindWhereReadingBegins() {
        assertThat(items(read("/api/students?q=S59998%40stu")).findValuesAsText("number"))
                .containsExactly("S59998");
        assertThat(items(read("/api/students?sort=-name&q=s1234%40students")).findValuesAsText("number"))
                .containsExactly("S1234");
    }

    @Test
    void aTextTooShortForAnIndexIsFoundFromPageToPageUntilTheLastAndBack() throws SQLException {
        List<Long> marked = ServiceDatabase.longs("UPDATE students SET name = '\u00a7\u00a7 ' || name"
                + " WHERE id IN (3, 20000, 20001, 59999) RETURNING id");
        for (String sort : List.of("id", "-id", "name")) {
            List<Long> forth = new ArrayList<>();
            List<Long> back = new ArrayList<>();
            String last = follow("/api/students?limit=2&sort=" + sort + "&q=%C2%A7%C2%A7", "next", forth);
            follow(last, "prev", back);

            assertThat(forth).containsExactlyInAnyOrderElementsOf(marked);
            assertThat(back).containsExactlyInAnyOrderElementsOf(marked);
        }
    }

    @Test
    void aTextThatManyHaveFarBehindWhereReadingBeginsIsFoundFromPageToPage() throws SQLException {
        List<Long> those = ServiceDatabase.longs("SELECT id FROM students WHERE name LIKE 'Zoe %' ORDER BY id");
        List<Long> found = new ArrayList<>();

        follow("/api/students?limit=500&sort=name&q=zoe", "next", found);

        assertThat(found.stream().sorted().toList()).hasSizeGreaterThan(20_000).isEqualTo(those);
    }

    private static String follow(String path, String where, List<Long> visited) {
        String last = path;
        for (String on = path; on != null; ) {
            Response page = read(on);
            visited.addAll(Json.ids(items(page)));
            last = on;
            on = Json.of(page).path(where).textValue();
        }
        return last;
    }

    private static JsonNode items(Response page) {
        return Json.of(page).path("items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void aStudentAndTheirEnrollmentsCostWhatTheyAre(String mode) throws SQLException {
        Plans plans = plans(mode);
        Fixtures.Row student = Fixtures.student();
        Fixtures.Row course = Fixtures.course();
        List<Long> most = LongStream.rangeClosed(30_001, 30_500).boxed().toList();

        read("/api/students/30000/courses");
        read(student.path());
        courses(List.of(1L, 2L)).post(student.path() + "/courses").then().statusCode(200);
        given().delete(student.path() + "/courses/1").then().statusCode(204);
        courses(most).post(student.path() + "/courses").then().statusCode(200);
        courses(List.of(3L, 4L)).put(student.path() + "/courses").then().statusCode(200);
        given().put(student.path() + "/courses/" + course.id()).then().statusCode(201);
        read(student.path() + "/courses/" + course.id());
        for (Fixtures.Row row : List.of(student, course)) {
            given().header("If-Match", row.etag()).delete(row.path()).then().statusCode(409);
        }

        List<Plan> run = plans.next();
        assertThat(run).hasSizeGreaterThan(10);
        assertThat(faults(run)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void whatManyAskForAtOnceCostsWhatItIsForEach(String mode) throws SQLException {
        for (String each : List.of("", "/courses", "/notices/unread-count")) {
            Plans plans = plans(mode);
            List<Plan> run = new ArrayList<>();

            Awaitility.await().until(() -> {
                AtOnce.run(16, caller -> read("/api/students/" + (30_000 + caller) + each));
                run.addAll(plans.next());
                return run.stream().anyMatch(plan -> plan.query().contains(BatchedReads.PLACE));
            });

            assertThat(faults(run)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void marksAndWhatIsMadeOfThemCostWhatIsMarked(String mode) throws SQLException {
        String test = "/api/tests/"
                + ServiceDatabase.longs("SELECT id FROM tests WHERE course_id = 78")
                        .get(0);
        Plans plans = plans(mode);

        JsonNode entry = items(read(test + "/marks")).path(0);
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "reason",
                        "Counted again",
                        "marks",
                        List.of(Map.of(
                                "student_id", entry.path("student_id"),
                                "score", entry.path("score").asInt() == 7 ? 8 : 7,
                                "version", entry.path("version")))))
                .put(test + "/marks")
                .then()
                .statusCode(200);
        read(test + "/mark-changes");
        read(test + "/distribution");
        read("/api/courses/78/results");
        read("/api/students/30000/marks");
        read("/api/students/30000/tests?from=2013-10-01");
        read("/api/students/30000/report-card");
        read("/api/tests?course_id=78");
        read("/api/tests?sort=-held_on");

        List<Plan> run = plans.next();
        assertThat(run).hasSizeGreaterThan(10);
        assertThat(faults(run)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void whatAPlatformReadsAndGivesOfAClassCostsWhatTheClassHas(String mode) throws SQLException {
        String gradebook = "/ims/oneroster/gradebook/v1p2";
        read(gradebook + "/scoreScales?limit=1");
        long test = ServiceDatabase.longs("SELECT id FROM tests WHERE course_id = 78")
                .get(0);
        // a sourcedId that is given stays
        String one = mode.equals("force_custom_plan") ? "max" : "min";
        long student = ServiceDatabase.longs("SELECT " + one + "(student_id) FROM marks WHERE test_id = ?", test)
                .get(0);
        String held = sourcedId(5, 78, 0);
        String item = sourcedId(12, test, 0);
        String given = UUID.randomUUID().toString();
        Plans plans = plans(mode);

        given().contentType(ContentType.JSON)
                .body("""
                        {"result": {"lineItem": {"sourcedId": "%s"}, "student": {"sourcedId": "%s"}, "scoreStatus": "exempt"}}""".formatted(item, sourcedId(1, student, 0)))
                .put(gradebook + "/results/" + given)
                .then()
                .statusCode(200);
        read(gradebook + "/lineItems/" + item);
        read(gradebook + "/results/" + sourcedId(13, test, student));
        read(gradebook + "/results/" + given);
        String ofClass = gradebook + "/classes/" + held;
        read(ofClass + "/categories");
        read(ofClass + "/lineItems");
        read(ofClass + "/results");
        read(ofClass + "/scoreScales");
        read(ofClass + "/lineItems/" + item + "/results");
        read(ofClass + "/students/" + sourcedId(1, student, 0) + "/results");
        given().queryParam("filter", "class.sourcedId='" + held + "'")
                .get(gradebook + "/results")
                .then()
                .statusCode(200);
        String resources = "/ims/oneroster/resources/v1p2";
        read(resources + "/courses/" + sourcedId(4, 78, 0) + "/resources");
        read(resources + "/classes/" + held + "/resources");
        read(resources + "/users/" + sourcedId(1, student, 0) + "/resources");

        List<Plan> run = plans.next();
        assertThat(run).hasSizeGreaterThan(20);
        assertThat(faults(run)).isEmpty();
    }

    /** Read as often as makes PostgreSQL choose between plans for the parameters and one for any. */
    @Test
    void aPageOfAFullPullByAPlatformCostsTheSameWhereverItIs() throws SQLException {
        String roster = "/ims/oneroster/rostering/v1p2/";
        read(roster + "orgs");
        // what the setting makes a whole read cost hides which order is the cheaper one
        Plans plans = plans("auto", "on");

        for (int time = 0; time < 8; time++) {
            for (String collection : List.of("users", "students", "demographics")) {
                read(roster + collection + "?after=" + place("30000 0 1 60000"));
                read(roster + collection + "?orderBy=desc&after=" + place("30000 0 1 60000"));
            }
            read(roster + "enrollments?after=" + place("30000 78 7 300000"));
            read(roster + "enrollments?orderBy=desc&after=" + place("30000 78 7 300000"));
        }

        List<Plan> run = plans.next();
        assertThat(run).hasSizeGreaterThanOrEqualTo(64);
        assertThat(faults(run)).isEmpty();
    }

    /** As Link has it. */
    private static String place(String row) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes(StandardCharsets.US_ASCII));
    }

    private static String sourcedId(int noun, long id, long otherId) throws SQLException {
        String half =
                "SELECT ('x' || substr(replace(sourced_id((SELECT prefix FROM oneroster_schools), %d, %d, %d)::text, '-', ''), %d, 16))::bit(64)::bigint";
        return new UUID(
                        ServiceDatabase.longs(half.formatted(noun, id, otherId, 1))
                                .get(0),
                        ServiceDatabase.longs(half.formatted(noun, id, otherId, 17))
                                .get(0))
                .toString();
    }

    @Test
    void aPageOfFeesOrPaymentsCostsWhatItLeaves() throws SQLException {
        assertThat(faultsOf(List.of(
                        "/api/fees?student_id=30000",
                        "/api/fees?month=2013-10-01",
                        "/api/fees?overdue=true",
                        "/api/fees?overdue=true&student_id=30000",
                        "/api/fees?updated_since=2000-01-01T00:00:00Z&sort=-month",
                        "/api/fees?updated_since=2100-01-01T00:00:00Z",
                        "/api/payments?student_id=30000",
                        "/api/payments?day=2013-09-10",
                        "/api/payments?receipt_number=30000",
                        "/api/payments?reference=T30000",
                        "/api/payments/30000",
                        "/api/payments/totals?day=2013-09-10",
                        "/api/courses?enrollment_closes_after=2013-09-10T00:00:00Z",
                        "/api/fees/totals?class_id="
                                + ServiceDatabase.longs("SELECT max(id) FROM classes WHERE code LIKE 'P%'")
                                        .get(0))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void whatAStudentOwesAndPaysCostsWhatItIs(String mode) throws SQLException {
        Plans plans = plans(mode);
        long student = Fixtures.student().id();
        Billing.fee(student, "2013-09-01", "100.00");
        long payment = Billing.paid(student, "60.00");

        Billing.reverse(payment).then().statusCode(201);
        given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "student_ids", List.of(student), "month", "2013-10-01", "amount", "10", "due_on", "2013-10-15"))
                .post("/api/fees:batch")
                .then()
                .statusCode(200);
        read("/api/students/30000/balance");
        read("/api/students/30000/statement");
        read("/api/students/30000/payments");

        List<Plan> run = plans.next();
        assertThat(run).hasSizeGreaterThan(10);
        assertThat(faults(run)).isEmpty();
    }

    private Plans plans(String mode) throws SQLException {
        // of tables of this size, a third is soon read as a whole; of those that matter, not
        return plans(mode, "off");
    }

    private Plans plans(String mode, String seqscan) throws SQLException {
        return Plans.of(
                database,
                Map.of(
                        "plan_cache_mode", mode,
                        "enable_seqscan", seqscan,
                        "random_page_cost", "1.1"));
    }

    private static RequestSpecification courses(List<Long> courses) {
        return given().contentType(ContentType.JSON).body(Map.of("course_ids", courses));
    }

    private List<String> faultsOf(List<String> pages) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            Plans plans = plans(mode);
            AtOnce.run(READERS, reader -> {
                for (int page = reader; page < pages.size(); page += READERS) {
                    read(pages.get(page));
                }
                return null;
            });
            List<Plan> run = plans.next();
            // what both ask for at once may be one statement
            assertThat(run).hasSizeGreaterThanOrEqualTo(pages.size() / READERS);
            faults.addAll(faults(run));
        }
        return faults;
    }

    private static Response read(String path) {
        Response response = given().urlEncodingEnabled(false).get(path);
        response.then().statusCode(200);
        return response;
    }

    private static List<String> faults(List<Plan> plans) {
        List<String> faults = new ArrayList<>();
        for (Plan plan : plans) {
            plan.forEachNode(node -> {
                String table = node.path("Relation Name").asText();
                boolean whole = node.path("Node Type").asText().equals("Seq Scan") && LARGE.contains(table);
                if (whole || rows(node) > MOST_ROWS) {
                    faults.add("%s %s, %d rows, of %s"
                            .formatted(node.path("Node Type").asText(), table, rows(node), plan.query()));
                }
            });
        }
        return faults;
    }

    /** An index tells where all rows are that match, of which no more are read than are asked for. */
    private static long rows(JsonNode node) {
        return node.path("Node Type").asText().equals("Bitmap Index Scan")
                ? 0
                : node.path("Actual Loops").asLong()
                        * (node.path("Actual Rows").asLong()
                                + node.path("Rows Removed by Filter").asLong()
                                + node.path("Rows Removed by Index Recheck").asLong());
    }
}
