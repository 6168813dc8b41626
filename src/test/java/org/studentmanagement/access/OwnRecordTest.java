package org.studentmanagement.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.testsupport.TestToken;

/** A token that is bound to one student. */
@QuarkusTest
class OwnRecordTest {
    private Row own;
    private Row neighbour;
    private Row course;

    @BeforeEach
    void twoStudentsAndACourse() {
        own = Fixtures.student();
        neighbour = Fixtures.student();
        course = Fixtures.course();
    }

    @Test
    void seesTheOwnRecordAndChangesTheOwnEnrollments() {
        asOwn().get(own.path()).then().statusCode(200).body("number", is(own.key()));
        asOwn().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(course.id())))
                .post(own.path() + "/courses")
                .then()
                .statusCode(200);
        asOwn().get(own.path() + "/courses").then().statusCode(200).body("items[0].id", is((int) course.id()));
        asOwn().get(own.path() + "/courses/" + course.id())
                .then()
                .statusCode(200)
                .body("course_id", is((int) course.id()));
        asOwn().delete(own.path() + "/courses/" + course.id()).then().statusCode(204);
        asOwn().put(own.path() + "/courses/" + course.id()).then().statusCode(201);
        asOwn().contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of()))
                .put(own.path() + "/courses")
                .then()
                .statusCode(200)
                .body("removed", is(List.of((int) course.id())));
    }

    @Test
    void seesWhatThereIsToEnrollInButNotWhoDoes() {
        asOwn().queryParam("code", course.key())
                .get("/api/courses")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of((int) course.id())));
        asOwn().get(course.path()).then().statusCode(200).body("code", is(course.key()));
        asOwn().get(course.path() + "/students").then().spec(problem(403, "forbidden"));
        asOwn().get("/api/students").then().spec(problem(403, "forbidden"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,''",
        "GET,/courses",
        "GET,/courses/1",
        "POST,/courses",
        "PUT,/courses",
        "PUT,/courses/1",
        "DELETE,/courses/1"
    })
    void everyOtherIdIsRefusedInTheSameWords(String method, String below) throws SQLException {
        Fixtures.enroll(neighbour, course.id());
        List<Long> before = ServiceDatabase.fingerprint();
        List<String> ids = List.of(
                String.valueOf(neighbour.id()),
                "9223372036854775807",
                "99999999999999999999",
                "0",
                "-1",
                "x",
                "1.0",
                "+" + own.id(),
                "0" + own.id(),
                own.id() + "%20",
                "%00");

        List<String> bodies = new ArrayList<>();
        for (String id : ids) {
            Response response = asOwn().urlEncodingEnabled(false)
                    .header("If-None-Match", "*")
                    .contentType(ContentType.JSON)
                    .body("not JSON")
                    .request(method, "/api/students/" + id + below);
            response.then().spec(problem(403, "forbidden"));
            assertThat(response.header("ETag")).isNull();
            bodies.add(response.asString().replaceAll("\"(instance|request_id)\":\"[^\"]*\",?", ""));
        }

        assertThat(bodies).containsOnly(bodies.get(0));
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);
    }

    @Test
    void otherRolesOfTheTokenDoNotCount() {
        String token = TestToken.signed(TestToken.claims()
                .claim("scope", "reader registrar editor admin")
                .claim("student_id", own.id()));

        given().auth().oauth2(token).get(neighbour.path()).then().spec(problem(403, "forbidden"));
        given().auth().oauth2(token).get("/api/students").then().spec(problem(403, "forbidden"));
        given().auth().oauth2(token).get(own.path()).then().statusCode(200);
    }

    @Test
    void aHeadIsNoWayAround() {
        asOwn().head(neighbour.path()).then().statusCode(403);
        asOwn().head(own.path()).then().statusCode(200);
    }

    private RequestSpecification asOwn() {
        return given().auth().oauth2(TestToken.ofStudent(own.id()));
    }
}
