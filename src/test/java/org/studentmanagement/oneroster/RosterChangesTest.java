package org.studentmanagement.oneroster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.allScopes;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.as;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.idOf;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** What is told of records, and what of those that have changed or are gone. */
@QuarkusTest
class RosterChangesTest {
    private Row student;
    private Row teacher;
    private Row course;
    private String user;
    private String taught;

    @BeforeEach
    void aStudentAndATeacherOfACourse() {
        student = Fixtures.student();
        teacher = Fixtures.teacher();
        course = Fixtures.course();
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        Fixtures.teach(course, teacher.id()).then().statusCode(200);
        user = idOf("/users", "identifier='" + student.key() + "'");
        taught = idOf("/classes", "classCode='" + course.key() + "'");
    }

    @Test
    void aUserIsToldAsThePlatformNeedsIt() {
        JsonNode told = records("/users", "sourcedId='" + user + "'").path(0);

        assertThat(told.path("givenName").asText()).isEqualTo("Ada");
        assertThat(told.path("familyName").asText()).isEqualTo("Lovelace");
        assertThat(told.path("enabledUser").asText()).isEqualTo("true");
        assertThat(told.path("username").asText()).isEqualTo(told.path("email").asText());
        assertThat(told.at("/roles/0/role").asText()).isEqualTo("student");
        assertThat(told.at("/roles/0/org/sourcedId").asText())
                .isEqualTo(told.at("/primaryOrg/sourcedId").asText());
        // whoever follows a reference arrives
        as(allScopes()).get(told.at("/primaryOrg/href").asText()).then().statusCode(200);
    }

    @Test
    void aCourseOfWhichNobodySaysWhenItIsHeldIsAClassAllTheSame() {
        JsonNode told = records("/classes", "sourcedId='" + taught + "'").path(0);

        assertThat(told.path("classType").asText()).isEqualTo("scheduled");
        assertThat(told.at("/course/type").asText()).isEqualTo("course");
        as(allScopes())
                .get(told.at("/terms/0/href").asText())
                .then()
                .statusCode(200)
                .body("academicSession.title", is("No term"));
        assertThat(enrollments("role='teacher'")).hasSize(1);
        assertThat(enrollments("role='student'").at("/0/user/sourcedId").asText())
                .isEqualTo(user);
    }

    @Test
    void onlyTheMembersThatAreNamedAreToldAndNoneThatHasNoValue() throws SQLException {
        ServiceDatabase.longs("UPDATE teachers SET email = NULL WHERE id = ? RETURNING id", teacher.id());

        Response told = as(allScopes())
                .queryParam("filter", "identifier='" + teacher.key() + "'")
                .queryParam("fields", "email,givenName,sourcedId")
                .get(OneRosterAddress.ROSTERING + "/teachers");

        List<String> names = new ArrayList<>();
        Json.of(told).at("/users/0").fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly("sourcedId", "givenName");
    }

    @Test
    void pagesLeadFromOneToTheNextInTheOrderThatIsAskedFor() throws SQLException {
        String prefix = Fixtures.unique().substring(0, 12);
        ServiceDatabase.longs(
                "INSERT INTO courses (code, name) SELECT ? || '-' || n, 'One of many' FROM generate_series(1, 5) n RETURNING id",
                prefix);
        List<String> codes = new ArrayList<>();
        Response page = as(allScopes())
                .queryParam("filter", "classCode~'" + prefix + "'")
                .queryParam("sort", "classCode")
                .queryParam("orderBy", "desc")
                .queryParam("limit", 2)
                .get(OneRosterAddress.ROSTERING + "/classes");
        for (String next = ""; next != null; next = next(page)) {
            page = next.isEmpty()
                    ? page
                    : as(allScopes()).urlEncodingEnabled(false).get(next);
            page.then().statusCode(200).header("X-Total-Count", "5");
            Json.of(page)
                    .path("classes")
                    .forEach(told -> codes.add(told.path("classCode").asText()));
        }

        assertThat(codes).containsExactly(prefix + "-5", prefix + "-4", prefix + "-3", prefix + "-2", prefix + "-1");
        assertThat(page.header("Link"))
                .contains("rel=\"prev\"")
                .contains("offset=4")
                .doesNotContain("rel=\"next\"");
    }

    @ParameterizedTest
    @CsvSource({"asc, 12345", "desc, 54321"})
    void whoFollowsTheLinksMissesNothingThoughWhatWasReadGoes(String orderBy, String read) throws SQLException {
        String prefix = Fixtures.unique().substring(0, 12);
        List<Long> courses = ServiceDatabase.longs(
                "INSERT INTO courses (code, name) SELECT ? || '-' || n, 'One of many' FROM generate_series(1, 5) n RETURNING id",
                prefix);
        StringBuilder told = new StringBuilder();
        Response page = as(allScopes())
                .queryParam("filter", "courseCode~'" + prefix + "'")
                .queryParam("orderBy", orderBy)
                .queryParam("limit", 2)
                .get(OneRosterAddress.ROSTERING + "/courses");
        for (String next = ""; next != null; next = next(page)) {
            page = next.isEmpty()
                    ? page
                    : as(allScopes()).urlEncodingEnabled(false).get(next);
            // as it was counted for the first page
            page.then().statusCode(200).header("X-Total-Count", "5");
            Json.of(page)
                    .path("courses")
                    .forEach(course ->
                            told.append(course.path("courseCode").asText().substring(prefix.length() + 1)));
            ServiceDatabase.longs(
                    "DELETE FROM courses WHERE id = ? RETURNING 1", courses.get(orderBy.equals("asc") ? 0 : 4));
        }

        assertThat(told).hasToString(read);
    }

    @Test
    void anEnrollmentThatEndsIsToBeDeletedAndWhoReturnsHasItAgain() {
        String enrollment = enrollments("role='student'").at("/0/sourcedId").asText();
        Instant before = Instant.now().minusMillis(1);

        given().delete(student.path() + "/courses/" + course.id()).then().statusCode(204);

        JsonNode changed = enrollments("dateLastModified>'" + before + "'");
        assertThat(changed).hasSize(1);
        assertThat(changed.at("/0/sourcedId").asText()).isEqualTo(enrollment);
        assertThat(changed.at("/0/status").asText()).isEqualTo("tobedeleted");
        assertThat(Json.of(as(allScopes()).get(OneRosterAddress.ROSTERING + "/classes/" + taught + "/students"))
                        .path("users"))
                .isEmpty();

        Fixtures.enroll(student, course.id()).then().statusCode(200);

        assertThat(enrollments("sourcedId='" + enrollment + "'").at("/0/status").asText())
                .isEqualTo("active");
    }

    @Test
    void whoHasACourseNoLongerIsTold() {
        String enrollment = enrollments("role='teacher'").at("/0/sourcedId").asText();
        Instant before = Instant.now().minusMillis(1);

        Fixtures.teach(course).then().statusCode(200);

        JsonNode changed = enrollments("dateLastModified>'" + before + "'");
        assertThat(changed).hasSize(1);
        assertThat(changed.at("/0/sourcedId").asText()).isEqualTo(enrollment);
        assertThat(changed.at("/0/status").asText()).isEqualTo("tobedeleted");

        Fixtures.teach(course, teacher.id()).then().statusCode(200);

        assertThat(enrollments("sourcedId='" + enrollment + "'")).hasSize(1);
        assertThat(enrollments("role='teacher'").at("/0/status").asText()).isEqualTo("active");
    }

    @Test
    void whatIsDeletedIsToldByItsIdentityAlone() {
        Instant before = Instant.now().minusMillis(1);
        Row alone = Fixtures.course();
        Row nobodys = Fixtures.teacher();
        String title = idOf("/courses", "courseCode='" + alone.key() + "'");
        String held = idOf("/classes", "classCode='" + alone.key() + "'");
        String left = idOf("/teachers", "identifier='" + nobodys.key() + "'");

        remove(alone);
        remove(nobodys);

        assertGone("/courses", title, before);
        assertGone("/classes", held, before);
        assertGone("/teachers", left, before);
    }

    @Test
    void whoWasErasedIsGoneWithTheEnrollments() throws SQLException {
        Instant before = Instant.now().minusMillis(1);

        ServiceDatabase.longs("SELECT erase_student(?)::int", student.id());

        assertGone("/students", user, before);
        assertThat(records("/demographics", "sourcedId='" + user + "'")
                        .at("/0/birthDate")
                        .isMissingNode())
                .isTrue();
        assertThat(enrollments("user.sourcedId='" + user + "'")).isEmpty();
    }

    private static String next(Response page) {
        Matcher next = Pattern.compile("<([^>]*)>; rel=\"next\"").matcher(page.header("Link"));
        return next.find() ? next.group(1) : null;
    }

    private static void remove(Row row) {
        given().header("If-Match", "*").delete(row.path()).then().statusCode(204);
    }

    private static void assertGone(String path, String id, Instant since) {
        JsonNode told = records(path, "sourcedId='%s' AND dateLastModified>='%s'".formatted(id, since));
        assertThat(told).hasSize(1);
        assertThat(told.at("/0/status").asText()).isEqualTo("tobedeleted");
        assertThat(told.toString()).doesNotContain("Ada").doesNotContain("Analytical");
    }

    private JsonNode enrollments(String filter) {
        return records("/enrollments", "class.sourcedId='" + taught + "' AND " + filter);
    }
}
