package org.studentmanagement.schoolclass;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.schoolclass.MembershipTest.members;
import static org.studentmanagement.schoolclass.MembershipTest.put;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;

/** A class goes on into one of the next year. */
@QuarkusTest
class PromotionTest {
    private Row year;
    private Row seven;
    private Row eight;
    private final List<Row> students = new ArrayList<>();

    @BeforeEach
    void aClassAndItsNext() {
        year = Fixtures.term("school_year", null);
        seven = Fixtures.schoolClass(year);
        Map<String, Object> next = Fixtures.termBody("school_year", null);
        next.putAll(Map.of("begins_on", "2014-10-01", "ends_on", "2015-06-25"));
        eight = Fixtures.schoolClass(Fixtures.stored("/api/terms", next, "code"));
        for (int number = 1; number <= 4; number++) {
            students.add(Fixtures.student());
            put(students.get(number - 1), seven, number, "2013-10-01").then().statusCode(200);
        }
    }

    @Test
    void allGoOnButThoseWhoStayOrLeaveAndADryRunStoresNothing() throws SQLException {
        Map<String, Object> wish =
                Map.of("on", "2014-10-01", "except", List.of(id(1)), "leaving", List.of(id(2)), "dry_run", true);
        List<Long> before = ServiceDatabase.fingerprint();
        Response tried = promote(wish);
        tried.then()
                .statusCode(200)
                .body("dry_run", is(true))
                .body("items.outcome", contains("moves", "stays", "leaves", "moves"));
        assertThat(ServiceDatabase.fingerprint()).isEqualTo(before);

        Map<String, Object> earnest = new HashMap<>(wish);
        earnest.put("dry_run", false);
        assertThat(promote(earnest).<List<Object>>path("items")).isEqualTo(tried.path("items"));

        members(eight, "").body("items.roll_number", contains(1, 4)).body("items.joined_on[0]", is("2014-10-01"));
        members(seven, "").body("items.id", contains(id(1)));
        given().get(students.get(2).path() + "/classes").then().body("items.left_on", contains("2014-10-01"));
        promote(Map.of("except", List.of(id(1)))).then().statusCode(200).body("items.outcome", contains("stays"));
    }

    @Test
    void whereOneCannotGoNobodyDoes() {
        Row there = Fixtures.student();
        put(there, eight, 3, "2014-09-01").then().statusCode(200);

        promote(Map.of("on", "2014-10-01"))
                .then()
                .spec(problem(409, "promotion-refused"))
                .body(
                        "errors.detail",
                        contains(containsString("which in that class is that of Ada Lovelace (" + there.key() + ")")));
        promote(Map.of("on", "2013-09-01", "keep_roll_numbers", false))
                .then()
                .spec(problem(409, "promotion-refused"))
                .body("errors.size()", is(4));
        promote(Map.of("except", List.of(id(0), there.id())))
                .then()
                .spec(problem(422, "not-members"))
                .body("errors.pointer", contains("/except/1"));
        promote(Map.of("except", List.of(id(0)), "leaving", List.of(id(0))))
                .then()
                .spec(problem(400, "invalid-request"));
        promote(Map.of("class_id", Fixtures.schoolClass(year).id())).then().spec(problem(422, "not-a-later-class"));
        promote(Map.of("class_id", Long.MAX_VALUE)).then().spec(problem(422, "unknown-class"));
        members(seven, "?total=true").body("total", is(4));

        promote(Map.of("on", "2014-10-01", "keep_roll_numbers", false)).then().statusCode(200);
        members(eight, "").body("items.roll_number", contains(3, null, null, null, null));
    }

    @Test
    void besideMovesOfItsMembersEachIsInOneClass() throws SQLException {
        Row other = Fixtures.schoolClass(year);

        List<Integer> answers = AtOnce.run(
                5,
                caller -> caller < 4
                        ? put(students.get(caller), other, null, "2014-10-01").statusCode()
                        : promote(Map.of("on", "2014-10-01")).statusCode());

        assertThat(answers).containsOnly(200);
        members(seven, "").body("items", empty());
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM class_members WHERE left_on IS NULL AND student_id = ANY(?)"
                                + " GROUP BY student_id",
                        (Object) students.stream().map(Row::id).toArray(Long[]::new)))
                .containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void sentTwiceAtOnceItIsDoneOnce() {
        List<Integer> answers =
                AtOnce.run(2, caller -> promote(Map.of("on", "2014-10-01")).statusCode());

        assertThat(answers).containsOnly(200);
        members(eight, "").body("items.roll_number", contains(1, 2, 3, 4));
    }

    private int id(int student) {
        return (int) students.get(student).id();
    }

    private Response promote(Map<String, Object> wish) {
        Map<String, Object> body = new HashMap<>(Map.of("class_id", eight.id()));
        body.putAll(wish);
        return given().contentType(ContentType.JSON).body(body).post(seven.path() + "/promotion");
    }
}
