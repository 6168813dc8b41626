package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

@QuarkusTest
class RosterResourceTest {
    @Test
    void theRosterHasThoseWhoTakeTheCourseAndNobodyElse() {
        Row course = Fixtures.course();
        Row taker = Fixtures.student();
        Fixtures.enroll(taker, course.id());
        Fixtures.enroll(Fixtures.student(), Fixtures.course().id());

        get(course.path() + "/students")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of((int) taker.id())))
                .body("items[0].number", is(taker.key()))
                .body("items[0].name", is("Ada Lovelace"))
                .body("items[0].email", is(taker.key() + "@students.example"))
                .body("items[0].enrolled_at", notNullValue());
    }

    @Test
    void qFindsThoseWhoseNameNumberOrEmailHasTheText() {
        Row course = Fixtures.course();
        Row taker = Fixtures.student();
        Fixtures.enroll(taker, course.id());
        Fixtures.enroll(Fixtures.student(), course.id());

        for (String q : List.of(taker.key().substring(2), taker.key() + "@students.example")) {
            given().queryParam("q", q)
                    .get(course.path() + "/students")
                    .then()
                    .statusCode(200)
                    .body("items.id", is(List.of((int) taker.id())));
        }
        given().queryParam("q", "lovelace")
                .get(course.path() + "/students")
                .then()
                .body("items.size()", is(2));
    }

    @Test
    void theTotalCountsTheRosterOnly() {
        Row course = Fixtures.course();
        Fixtures.enroll(Fixtures.student(), course.id());
        Fixtures.enroll(Fixtures.student(), course.id());

        given().queryParam("total", true)
                .queryParam("limit", 1)
                .get(course.path() + "/students")
                .then()
                .body("items.size()", is(1))
                .body("total", is(2));
    }

    @Test
    void aCourseThatNobodyTakesHasAnEmptyRoster() {
        get(Fixtures.course().path() + "/students").then().statusCode(200).body("items", is(List.of()));
    }

    @Test
    void noCourseHasTheId() {
        get("/api/courses/0/students")
                .then()
                .spec(problem(404, "not-found"))
                .body("detail", is("No course has the id 0."));
    }
}
