package org.studentmanagement.grading;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.TestToken;

/** Two tests that count 10 and 30, the first of at most 50, the second of at most 20, and four students. */
@QuarkusTest
class ResultsTest {
    private Row term;
    private Row course;
    private List<Row> students;
    private Row exam;

    @BeforeEach
    void aCourseWithTwoPublishedTests() {
        term = Fixtures.term("term", null);
        Map<String, Object> body = new HashMap<>(Fixtures.courseBody());
        body.put("term_id", term.id());
        course = Fixtures.stored("/api/courses", body, "code");
        students = List.of(Fixtures.student(), Fixtures.student(), Fixtures.student(), Fixtures.student());
        students.forEach(student -> Fixtures.enroll(student, course.id()).then().statusCode(200));
        exam = test("exam", 50, 10);
        mark(exam, "{\"score\": 25}", "{\"score\": 50}", "{\"state\": \"excused\"}");
        Row paper = test("paper", 20, 30);
        mark(paper, "{\"score\": 18}", "{\"state\": \"absent\"}", "{\"score\": 16}");
        Row draft = test("draft", 20, 1000);
        mark(draft, "{\"score\": 1}", "{\"score\": 1}", "{\"score\": 1}");
        for (Row published : List.of(exam, paper)) {
            given().header("If-Match", "*")
                    .put(published.path() + "/publication")
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void whatCountsIsAddedUpWithItsWeightAndRanked() {
        get(course.path() + "/results")
                .then()
                .statusCode(200)
                .body("items.student_id", is(ids(0, 2, 1, 3)))
                .body("items.points", is(List.of(32.0f, 24.0f, 10.0f, 0.0f)))
                .body("items.weight", is(List.of(40.0f, 30.0f, 40.0f, 0.0f)))
                .body("items.percentage", is(Arrays.asList(80.0f, 80.0f, 25.0f, null)))
                .body("items.rank", is(Arrays.asList(1, 1, 3, null)))
                .body("items.marks", is(List.of(2, 1, 2, 0)));
    }

    @Test
    void thoseOfAClassAreOfItsTestsAndForItsOwnTeachers() {
        Row schoolClass = Fixtures.schoolClass(term);
        for (Row student : students.subList(0, 2)) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("class_id", schoolClass.id()))
                    .put(student.path() + "/class")
                    .then()
                    .statusCode(200);
        }
        Row dictation = test("class_id", schoolClass, "dictation", 40, 5);
        mark(dictation, "{\"score\": 30}");
        given().header("If-Match", "*")
                .put(dictation.path() + "/publication")
                .then()
                .statusCode(204);

        get(schoolClass.path() + "/results")
                .then()
                .statusCode(200)
                .body("items.student_id", is(ids(0, 1)))
                .body("items.points", is(List.of(3.75f, 0.0f)))
                .body("items.percentage", is(Arrays.asList(75.0f, null)))
                .body("items.grade", is(Arrays.asList("C", null)))
                .body("items.rank", is(Arrays.asList(1, null)));
        get("/api/classes/0/results").then().spec(problem(404, "not-found"));
        Row teacher = Fixtures.teacher();
        String token = TestToken.ofTeacher(teacher.id());
        given().auth().oauth2(token).get(schoolClass.path() + "/results").then().statusCode(403);
        given().contentType(ContentType.JSON)
                .body(Map.of("teacher_ids", List.of(teacher.id())))
                .put(schoolClass.path() + "/teachers")
                .then()
                .statusCode(200);
        given().auth().oauth2(token).get(schoolClass.path() + "/results").then().statusCode(200);
    }

    @Test
    void aGradeIsTheFirstWhoseLowestIsReached() {
        Map<String, Object> scale = Map.of(
                "value", List.of(Map.of("lowest", 80, "grade", "100 % 'fine'"), Map.of("lowest", 0, "grade", "poor")));
        given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(scale)
                .put("/api/settings/grade_scale")
                .then()
                .statusCode(200);
        try {
            get(course.path() + "/results")
                    .then()
                    .body("items.grade", is(Arrays.asList("100 % 'fine'", "100 % 'fine'", "poor", null)));
        } finally {
            given().header("If-Match", "*")
                    .delete("/api/settings/grade_scale")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void theScoresOfATestAreSpreadOverTenths() {
        get(exam.path() + "/distribution")
                .then()
                .statusCode(200)
                .body("marked", is(2))
                .body("excused", is(1))
                .body("mean", is(37.5f))
                .body("median", is(37.5f))
                .body("deviation", is(12.5f))
                .body("highest", is(50.0f))
                .body("tenths", is(List.of(0, 0, 0, 0, 0, 1, 0, 0, 0, 1)));
    }

    @Test
    void aReportCardHasTheCoursesOfTheTermForTheStudentAlone() {
        Row first = students.get(0);
        Row other = Fixtures.course();
        Fixtures.enroll(first, other.id()).then().statusCode(200);

        given().auth()
                .oauth2(TestToken.ofStudent(first.id()))
                .get(first.path() + "/report-card?term_id=" + term.id())
                .then()
                .statusCode(200)
                .body("term", is("Autumn"))
                .body("subjects.code", is(List.of(course.key())))
                .body("subjects[0].percentage", is(80.0f))
                .body("subjects[0].marks.title", is(List.of("exam", "paper")))
                .body("subjects[0].marks.score", is(List.of(25.0f, 18.0f)));
        get(first.path() + "/report-card").then().body("subjects.size()", is(2));
        get(first.path() + "/report-card?term_id=0").then().spec(problem(404, "not-found"));
    }

    @Test
    @Tag("awt")
    void whoAcceptsPdfIsSentTheReportCardToBePrinted() throws IOException {
        Row first = students.get(0);

        Response printed = given().header("Accept", "application/pdf").get(first.path() + "/report-card");

        printed.then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", is("attachment; filename=\"report-card-%d.pdf\"".formatted(first.id())));
        try (PDDocument read = Loader.loadPDF(printed.asByteArray())) {
            assertThat(new PDFTextStripper().getText(read))
                    .contains("Registration number " + first.key())
                    .containsPattern(course.key() + ".* 80.00 %")
                    .contains("2026-10-20 paper exam 18.00 20.00 30.00")
                    .doesNotContain("draft");
        }
        given().header("Accept", "application/pdf")
                .header("If-None-Match", printed.header("ETag"))
                .get(first.path() + "/report-card")
                .then()
                .statusCode(304);
    }

    private List<Integer> ids(int... places) {
        return Arrays.stream(places)
                .mapToObj(place -> (int) students.get(place).id())
                .toList();
    }

    private Row test(String title, int maximum, int weight) {
        return test("course_id", course, title, maximum, weight);
    }

    private static Row test(String whose, Row row, String title, int maximum, int weight) {
        Map<String, Object> body = new HashMap<>(Map.of("code", Fixtures.unique(), "title", title, "category", "exam"));
        body.putAll(Map.of(whose, row.id(), "held_on", "2026-10-20", "maximum", maximum, "weight", weight));
        return Fixtures.stored("/api/tests", body, "code");
    }

    private void mark(Row test, String... marks) {
        for (int place = 0; place < marks.length; place++) {
            given().header("If-Match", "\"0\"")
                    .contentType(ContentType.JSON)
                    .body(marks[place])
                    .put(test.path() + "/marks/" + students.get(place).id())
                    .then()
                    .statusCode(200);
        }
    }
}
