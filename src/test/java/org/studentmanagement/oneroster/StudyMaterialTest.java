package org.studentmanagement.oneroster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.oneroster.KnownSchool.material;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.as;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.idOf;
import static org.studentmanagement.oneroster.OneRosterConformanceTest.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

/** What is told of study material, to whom, and what of that which is not there yet or no longer. */
@QuarkusTest
class StudyMaterialTest {
    private Row student;
    private Row teacher;
    private Row course;
    private String title;
    private String exercises;

    @BeforeEach
    void aLinkForACourse() {
        student = Fixtures.student();
        teacher = Fixtures.teacher();
        course = Fixtures.course();
        Fixtures.enroll(student, course.id()).then().statusCode(200);
        Fixtures.teach(course, teacher.id()).then().statusCode(200);
        title = "Exercises " + course.key();
        exercises = material(Map.of("title", title, "description", "First week", "course_id", course.id()));
    }

    @Test
    void aLinkIsToldAsThePlatformNeedsIt() {
        JsonNode told = found(exercises).path(0);

        assertThat(told.path("title").asText()).isEqualTo(title);
        assertThat(told.path("status").asText()).isEqualTo("active");
        assertThat(told.path("vendorResourceId").asText()).hasSize(36);
        assertThat(told.path("importance").asText()).isEqualTo("primary");
        assertThat(told.path("roles").toString()).isEqualTo("[\"student\",\"teacher\"]");
        assertThat(told.path("metadata").toString())
                .isEqualTo(
                        "{\"description\":\"First week\",\"kind\":\"link\",\"url\":\"https://library.example/algebra\"}");
    }

    @Test
    void whatIsDeletedIsToldByItsIdentityAlone() throws SQLException {
        Instant before = Instant.now().minusMillis(1);
        long row = ServiceDatabase.longs("SELECT id FROM materials WHERE title = ?", title)
                .get(0);

        given().header("If-Match", "*")
                .delete("/api/materials/{id}", row)
                .then()
                .statusCode(204);

        JsonNode gone = records(
                OneRosterAddress.RESOURCES,
                "/resources",
                "sourcedId='%s' AND dateLastModified>='%s'".formatted(exercises, before));
        assertThat(gone).hasSize(1);
        assertGone(gone.path(0));
        assertThat(of("/courses/" + idOf("/courses", "courseCode='" + course.key() + "'")))
                .isEmpty();
    }

    @Test
    void whatHasNoFileYetIsNotToldAndWhoseFileIsTakenAwayIsGone() {
        String path = Fixtures.stored("/api/materials", Map.of("title", "Slides " + course.key()), "title")
                .path();
        String slides = "title='Slides " + course.key() + "'";
        assertThat(records(OneRosterAddress.RESOURCES, "/resources", slides)).isEmpty();

        given().header("If-Match", "*")
                .queryParam("name", "slides.txt")
                .contentType("text/plain")
                .body("Algebra".getBytes(StandardCharsets.UTF_8))
                .put(path + "/file")
                .then()
                .statusCode(204);

        JsonNode told =
                records(OneRosterAddress.RESOURCES, "/resources", slides).path(0);
        assertThat(told.path("importance").asText()).isEqualTo("secondary");
        assertThat(told.at("/metadata/fileName").asText()).isEqualTo("slides.txt");
        assertThat(told.at("/metadata/size").asInt()).isEqualTo(7);

        given().header("If-Match", "*").delete(path + "/file").then().statusCode(204);

        assertGone(found(told.path("sourcedId").asText()).path(0));
    }

    @Test
    void aUserHasWhatIsForAllAndForTheOwnCoursesAndClasses() {
        String forAll = material(Map.of("title", "Library " + course.key()));
        String forOthers = material(Map.of(
                "title",
                "Others " + course.key(),
                "course_id",
                Fixtures.course().id()));
        String ofStudent = "/users/" + idOf("/users", "identifier='" + student.key() + "'");
        String ofTeacher = "/users/" + idOf("/users", "identifier='" + teacher.key() + "'");

        for (String user : List.of(ofStudent, ofTeacher)) {
            assertThat(of(user)).contains(exercises, forAll).doesNotContain(forOthers);
        }

        given().delete(student.path() + "/courses/" + course.id()).then().statusCode(204);
        Fixtures.teach(course).then().statusCode(200);

        for (String user : List.of(ofStudent, ofTeacher)) {
            assertThat(of(user)).contains(forAll).doesNotContain(exercises);
        }
    }

    @Test
    void whoHasLeftSchoolHasNone() throws SQLException {
        String user = "/users/" + idOf("/users", "identifier='" + student.key() + "'");
        assertThat(of(user)).isNotEmpty();

        ServiceDatabase.longs("""
                INSERT INTO departures (student_id, leaves_on, reason, asked_by, state, decided_by, decided_at)
                VALUES (?, current_date, 'Moves', 'test', 'granted', 'test', now()) RETURNING id""", student.id());

        assertThat(of(user)).isEmpty();
    }

    private static JsonNode found(String sourcedId) {
        return records(OneRosterAddress.RESOURCES, "/resources", "sourcedId='" + sourcedId + "'");
    }

    private static void assertGone(JsonNode told) {
        assertThat(told.path("status").asText()).isEqualTo("tobedeleted");
        List<String> members = new ArrayList<>();
        told.fieldNames().forEachRemaining(members::add);
        assertThat(members).containsExactly("sourcedId", "status", "dateLastModified");
    }

    /** The sourcedIds of what belongs to a record. */
    private static List<String> of(String record) {
        List<String> ids = new ArrayList<>();
        Json.of(as(RosterScope.RESOURCE)
                        .queryParam("limit", 10_000)
                        .get(OneRosterAddress.RESOURCES + record + "/resources"))
                .path("resources")
                .forEach(told -> ids.add(told.path("sourcedId").asText()));
        return ids;
    }
}
