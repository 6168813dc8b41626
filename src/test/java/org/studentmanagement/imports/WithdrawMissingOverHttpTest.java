package org.studentmanagement.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.studentmanagement.imports.ImportCalls.bytes;
import static org.studentmanagement.imports.ImportCalls.confirm;
import static org.studentmanagement.imports.ImportCalls.settled;
import static org.studentmanagement.imports.ImportCalls.upload;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.SecondService;
import org.studentmanagement.testsupport.ServiceDatabase;

/** Files of all enrollments: whom they have not is withdrawn, so the database is theirs alone. */
@QuarkusTest
@TestProfile(SecondService.class)
class WithdrawMissingOverHttpTest {
    private Fixtures.Row course;
    private Fixtures.Row stays;
    private Fixtures.Row leaves;

    @BeforeEach
    void twoAreEnrolled() throws Exception {
        try (Connection connection = ServiceDatabase.connect()) {
            // no history of the very many that other tests leave
            Jdbc.execute(connection, "SET session_replication_role = replica");
            Jdbc.execute(connection, "DELETE FROM student_courses");
        }
        course = Fixtures.course();
        stays = Fixtures.student();
        leaves = Fixtures.student();
        Fixtures.enroll(stays, course.id());
        Fixtures.enroll(leaves, course.id());
    }

    @Test
    void moreThanTheShareIsWithdrawnOnlyIfTheNumberIsNamed() {
        JsonNode preview = preview(stays);
        assertThat(preview.at("/report/missing").toString())
                .isEqualTo("{\"withdrawals\":1,\"of\":2,\"to_confirm\":true}");

        confirm(preview)
                .then()
                .spec(problem(409, "withdrawals-unconfirmed"))
                .body("detail", containsString("1 of 2 would be withdrawn"));
        assertThat(Fixtures.coursesOf(leaves.id())).containsExactly(course.id());

        confirm(preview, 1).then().statusCode(202);
        assertThat(settled(preview).path("state").asText()).isEqualTo("imported");
        assertThat(Fixtures.coursesOf(leaves.id())).isEmpty();
        assertThat(Fixtures.coursesOf(stays.id())).containsExactly(course.id());
    }

    @Test
    void whereItIsMoreByThenNothingIsWithdrawnAndItHasToBeConfirmedAgain() {
        JsonNode preview = preview(stays);
        Fixtures.Row late = Fixtures.student();
        Fixtures.enroll(late, course.id());

        confirm(preview, 1).then().statusCode(202);
        JsonNode again = settled(preview);

        assertThat(again.path("state").asText()).isEqualTo("previewed");
        assertThat(again.path("detail").asText()).startsWith("Nothing was stored, because more would be withdrawn");
        assertThat(again.at("/report/missing/withdrawals").asLong()).isEqualTo(2);
        assertThat(Fixtures.coursesOf(late.id())).containsExactly(course.id());

        confirm(again, 2).then().statusCode(202);
        assertThat(settled(again).path("state").asText()).isEqualTo("imported");
        assertThat(Fixtures.coursesOf(late.id())).isEmpty();
    }

    @Test
    void linesThatAreRefusedByThenStoreNothing() {
        JsonNode preview = preview(stays, leaves);
        given().delete("/api/students/{id}/courses/{course}", leaves.id(), course.id())
                .then()
                .statusCode(204);
        given().header("If-Match", leaves.etag()).delete(leaves.path()).then().statusCode(204);

        confirm(preview).then().statusCode(202);
        JsonNode again = settled(preview);

        assertThat(again.path("state").asText()).isEqualTo("previewed");
        assertThat(again.path("detail").asText()).isEqualTo("Nothing was stored, because lines are refused by now.");
        confirm(again).then().spec(problem(409, "import-refuses-lines"));
    }

    private JsonNode preview(Fixtures.Row... students) {
        StringBuilder lines = new StringBuilder("student_number,course_code\n");
        List.of(students).forEach(student -> lines.append("%s,%s\n".formatted(student.key(), course.key())));
        return settled(upload(given().queryParam("withdraw_missing", true)
                .multiPart("enrollments", "e.csv", bytes(lines.toString()))));
    }
}
