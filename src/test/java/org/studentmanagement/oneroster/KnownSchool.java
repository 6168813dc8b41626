package org.studentmanagement.oneroster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.idOf;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

/**
 * Of each kind of record one, which belong to each other.
 *
 * @param known their sourcedIds, and other words, by what the tables of the page call them
 * @param test of the course, with the maximum 50, published, in which the student has 40
 */
record KnownSchool(Map<String, String> known, Row test, Row student) {
    static KnownSchool make() {
        Row year = term("school_year", null);
        Row term = term("term", year);
        Row period = term("grading_period", term);
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("term_id", term.id());
        Row course = Fixtures.stored("/api/courses", body, "code");
        Row homeroom = Fixtures.schoolClass(year);
        Row student = Fixtures.student();
        Row teacher = Fixtures.teacher();
        Fixtures.teach(course, teacher.id()).then().statusCode(200);
        put(homeroom.path() + "/teachers", Map.of("teacher_ids", List.of(teacher.id())));
        put(student.path() + "/class", Map.of("class_id", homeroom.id()));
        put(student.path() + "/profile", Map.of("date_of_birth", "1815-12-10"));
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        Row test = Fixtures.test(course);
        put(test.path() + "/marks/" + student.id(), Map.of("score", 40));
        given().header("If-Match", "*").put(test.path() + "/publication").then().statusCode(204);

        Map<String, String> known = new HashMap<>();
        known.put("number", student.key());
        known.put("yesterday", LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());
        known.put("school", idOf("/orgs", "type='school'"));
        known.put("year", idOf("/academicSessions", "title='" + year.key() + "'"));
        known.put("term", idOf("/terms", "title='" + term.key() + "'"));
        known.put("period", idOf("/gradingPeriods", "title='" + period.key() + "'"));
        known.put("course", idOf("/courses", "courseCode='" + course.key() + "'"));
        String held = idOf("/classes", "classCode='" + course.key() + "'");
        known.put("class", held);
        known.put("homeroom", idOf("/classes", "classCode='" + homeroom.key() + "'"));
        known.put("student", idOf("/students", "identifier='" + student.key() + "'"));
        known.put("teacher", idOf("/teachers", "identifier='" + teacher.key() + "'"));
        known.put("enrollment", idOf("/enrollments", "class.sourcedId='%s' AND role='student'".formatted(held)));
        JsonNode item = records(OneRosterAddress.GRADEBOOK, "/lineItems", "class.sourcedId='%s'".formatted(held))
                .path(0);
        known.put("item", item.path("sourcedId").asText());
        known.put("category", item.at("/category/sourcedId").asText());
        known.put("result", ofGradebook("/results", "lineItem.sourcedId='%s'".formatted(known.get("item"))));
        known.put("scale", ofGradebook("/scoreScales", "class.sourcedId='%s'".formatted(held)));
        known.put("material", material(Map.of("title", "Exercises " + course.key(), "course_id", course.id())));
        material(Map.of("title", "Timetable " + homeroom.key(), "class_id", homeroom.id()));
        for (String own : List.of(
                "own",
                "own category",
                "own item",
                "own result",
                "own assessment",
                "own assessment result",
                "assessment",
                "assessment result")) {
            known.put(own, UUID.randomUUID().toString());
        }
        // of the form of the others, and of no row
        Map.of("no class", "class", "no scale", "scale", "no student", "student")
                .forEach((none, like) -> known.put(none, ofNoRow(known.get(like), null)));
        known.put("no assessment", ofNoRow(held, Noun.ASSESSMENT));
        known.put("word", known.get("own").substring(0, 8));
        KnownSchool school = new KnownSchool(known, test, student);
        school.assess();
        return school;
    }

    private void assess() {
        store("/assessmentLineItems/{assessment}", """
                {"assessmentLineItem": {"title": "Reading", "description": "Spring", "class": {"sourcedId": "{class}"},
                  "scoreScale": {"sourcedId": "{scale}"}, "resultValueMin": 100, "resultValueMax": 800.5}}""");
        store("/assessmentResults/{assessment result}", """
                {"assessmentResult": {"assessmentLineItem": {"sourcedId": "{assessment}"}, "student": {"sourcedId": "{student}"},
                  "score": 715, "textScore": "Proficient", "scoreDate": "2026-03-02", "scorePercentile": 81.5,
                  "scoreStatus": "fully graded", "late": "true"}}""");
    }

    private void store(String path, String body) {
        OneRosterConformanceTest.as(RosterScope.ASSESSMENT_WRITE)
                .contentType(ContentType.JSON)
                .body(filled(body))
                .put(OneRosterAddress.GRADEBOOK + filled(path))
                .then()
                .statusCode(201);
    }

    /** With the highest id that there can be. */
    private static String ofNoRow(String sourcedId, Noun other) {
        SourcedId made = SourcedId.parse(sourcedId).orElseThrow();
        SourcedId id = new SourcedId(
                made.prefix(), other == null ? made.noun() : other.number, (1L << 44) - 1, made.otherId());
        String digits = "%08x%x%011x%010x".formatted(id.prefix(), id.noun() % 16, id.id(), id.otherId());
        return "%s-%s-8%s-%x%s-%s"
                .formatted(
                        digits.substring(0, 8),
                        digits.substring(8, 12),
                        digits.substring(12, 15),
                        8 + id.noun() / 16,
                        digits.substring(15, 18),
                        digits.substring(18));
    }

    /** A text of the page, with what it names. */
    String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> each : known.entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    static String ofGradebook(String path, String filter) {
        return idOf(OneRosterAddress.GRADEBOOK, path, filter);
    }

    /** A link, told by its sourcedId. */
    static String material(Map<String, Object> body) {
        Map<String, Object> link = new HashMap<>(body);
        link.put("url", "https://library.example/algebra");
        String title = Fixtures.stored("/api/materials", link, "title").key();
        return idOf(OneRosterAddress.RESOURCES, "/resources", "title='%s'".formatted(title));
    }

    private static Row term(String kind, Row parent) {
        Map<String, Object> body = Fixtures.termBody(kind, parent);
        body.put("name", body.get("code"));
        return Fixtures.stored("/api/terms", body, "code");
    }

    private static void put(String path, Map<String, ?> body) {
        Response answer = given().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .put(path);
        assertThat(answer.statusCode() / 100).as(answer.asString()).isEqualTo(2);
    }
}
