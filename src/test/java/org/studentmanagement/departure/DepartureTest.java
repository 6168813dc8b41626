package org.studentmanagement.departure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** Who leaves school, and who comes back. */
@QuarkusTest
class DepartureTest {
    private Row student;
    private Row next;
    private Row schoolClass;
    private Row open;
    private Row full;
    private Row done;

    @BeforeEach
    void aStudentOfAClassAndOfCourses() {
        student = Fixtures.student();
        next = Fixtures.student();
        schoolClass = Fixtures.schoolClass(Fixtures.term("school_year", null));
        join(student, 7);
        open = Fixtures.course();
        done = Fixtures.course();
        Map<String, Object> oneSeat = new HashMap<>(Fixtures.courseBody());
        oneSeat.put("capacity", 1);
        full = Fixtures.stored("/api/courses", oneSeat, "code");
        Fixtures.enroll(student, open.id(), full.id(), done.id()).then().statusCode(200);
        given().contentType(ContentType.JSON)
                .body(Map.of("completed_on", "2014-01-01", "result", "pass"))
                .put(student.path() + "/courses/" + done.id() + "/completion")
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(full.id()), "waitlist", true))
                .post(next.path() + "/courses")
                .then()
                .statusCode(202);
    }

    @Test
    void whoIsLetGoLeavesTheClassAndTheCoursesAndKeepsWhatIsCompleted() throws SQLException {
        long id = ask("2014-02-01");

        decide(id, Map.of("granted", true, "note", "Books are returned."))
                .then()
                .statusCode(200)
                .body("state", is("granted"))
                .body("leaves_on", is("2014-02-01"))
                .body("class_id", is((int) schoolClass.id()))
                .body("course_codes.size()", is(2));

        assertThat(Fixtures.coursesOf(student.id())).containsExactly(done.id());
        assertThat(Fixtures.coursesOf(next.id())).as("the freed seat").containsExactly(full.id());
        given().get(student.path() + "/classes").then().body("items.left_on", contains("2014-02-01"));
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM enrollment_events WHERE student_id = ? AND kind = 'withdrawn'"
                                + " AND reason = 'Books are returned.'",
                        student.id()))
                .containsExactly(2L);
        decide(id, Map.of("granted", false)).then().spec(problem(409, "departure-decided"));
        post("", Map.of("leaves_on", "2015-01-01", "reason", "Again")).then().spec(problem(409, "departure-open"));
    }

    @Test
    void whoComesBackHasTheClassAgainAndTheCoursesThatHaveASeat() {
        long id = ask("2014-02-01");
        decide(id, Map.of("granted", true)).then().statusCode(200);
        join(Fixtures.student(), 7);

        post("/" + id + "/return", null)
                .then()
                .statusCode(200)
                .body("class_id", is((int) schoolClass.id()))
                .body("enrolled", contains(open.key()))
                .body("full", contains(full.key()));

        assertThat(Fixtures.coursesOf(student.id())).containsExactlyInAnyOrder(open.id(), done.id());
        given().get(student.path() + "/classes")
                .then()
                .body("items.left_on", contains(null, "2014-02-01"))
                .body("items.roll_number", contains(null, 7));
        given().get(student.path() + "/departures").then().body("items.state", contains("taken_back"));
        post("/" + id + "/return", null).then().spec(problem(409, "departure-decided"));
        ask("2014-03-01");
    }

    @Test
    void whoHasLeftBeginsNothing() throws SQLException {
        long id = ask("2014-02-01");
        decide(id, Map.of("granted", true)).then().statusCode(200);
        String courses = student.path() + "/courses";
        Map<String, Object> pair = Map.of("student_id", student.id(), "course_id", open.id());

        Fixtures.enroll(student, open.id()).then().spec(problem(409, "student-left"));
        given().put(courses + "/" + open.id()).then().spec(problem(409, "student-left"));
        given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(full.id()), "waitlist", true))
                .post(courses)
                .then()
                .spec(problem(409, "student-left"));
        batch(Map.of(
                        "enrollments",
                        List.of(pair, Map.of("student_id", next.id(), "course_id", open.id())),
                        "atomic",
                        false))
                .then()
                .statusCode(207)
                .body("items.problem", contains("student-left", null));
        batch(Map.of("enrollments", List.of(pair))).then().spec(problem(409, "student-left"));
        given().contentType(ContentType.JSON)
                .body(Map.of("class_id", schoolClass.id()))
                .put(student.path() + "/class")
                .then()
                .spec(problem(409, "student-left"));
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(done.id());
        try (Connection database = ServiceDatabase.connect();
                var statement = database.createStatement()) {
            assertThatThrownBy(() -> statement.execute(
                            "INSERT INTO student_courses VALUES (%d, %d)".formatted(student.id(), open.id())))
                    .hasMessageContaining("has left school");
        }
    }

    private static Response batch(Map<String, Object> body) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/enrollments:batch");
    }

    @Test
    void aStudentAsksAndWithdrawsAndIsRefused() {
        String token = TestToken.ofStudent(student.id());
        Response asked = given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("leaves_on", "2099-01-01", "reason", "We move."))
                .post(student.path() + "/departures");
        asked.then().statusCode(200).body("state", is("requested")).body("decided_at", nullValue());
        String path = student.path() + "/departures/" + asked.path("id");
        given().get("/api/departures?state=requested&sort=-id&limit=1")
                .then()
                .body("items[0].id", is(asked.<Integer>path("id")));
        given().auth().oauth2(token).post(path + "/withdrawal").then().body("state", is("withdrawn"));
        given().auth().oauth2(token).post(path + "/withdrawal").then().spec(problem(409, "departure-decided"));

        long second = ask(LocalDate.now().plusDays(10).toString());
        decide(second, Map.of("granted", true)).then().spec(problem(422, "unfit-day"));
        decide(second, Map.of("granted", true, "leaves_on", "2013-09-30"))
                .then()
                .spec(problem(422, "unfit-day"))
                .body("errors.pointer", contains("/leaves_on"));
        decide(second, Map.of("granted", false, "note", "The form is missing."))
                .then()
                .statusCode(200)
                .body("state", is("refused"));
        assertThat(Fixtures.coursesOf(student.id())).hasSize(3);
        decide(Long.MAX_VALUE, Map.of("granted", false)).then().spec(problem(404, "not-found"));
        given().get("/api/students/0/departures").then().spec(problem(404, "not-found"));
    }

    @Test
    void ofTwoWhoDecideAtOnceOneDoesAndAMoveBesideItEndsWithTheClass() throws SQLException {
        long id = ask("2014-02-01");

        List<Integer> answers = AtOnce.run(
                3,
                caller -> caller < 2
                        ? decide(id, Map.of("granted", true)).statusCode()
                        : Fixtures.enroll(student, Fixtures.course().id()).statusCode());

        assertThat(answers.subList(0, 2)).containsExactlyInAnyOrder(200, 409);
        assertThat(answers.get(2)).isIn(200, 409);
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM class_members WHERE student_id = ? AND left_on IS NULL", student.id()))
                .containsExactly(0L);
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(done.id());
    }

    @Test
    void ofManyWhoAskAtOnceOneDoes() {
        List<Integer> answers = AtOnce.run(
                3,
                caller -> post("", Map.of("leaves_on", "2014-02-01", "reason", "We move."))
                        .statusCode());

        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409);
        given().get(next.path() + "/departures").then().body("items", empty());
    }

    private void join(Row somebody, int number) {
        given().contentType(ContentType.JSON)
                .body(Map.of("class_id", schoolClass.id(), "roll_number", number, "on", "2013-10-01"))
                .put(somebody.path() + "/class")
                .then()
                .statusCode(200);
    }

    private long ask(String day) {
        Response asked = post("", Map.of("leaves_on", day, "reason", "We move."));
        asked.then().statusCode(200);
        return asked.<Integer>path("id");
    }

    private Response decide(long id, Map<String, Object> decision) {
        return post("/" + id + "/decision", decision);
    }

    private Response post(String below, Map<String, Object> body) {
        var request = given();
        if (body != null) {
            request.contentType(ContentType.JSON).body(body);
        }
        return request.post(student.path() + "/departures" + below);
    }
}
