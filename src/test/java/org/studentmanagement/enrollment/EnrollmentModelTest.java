package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.Seed;

/** Random sequences of all verbs: one caller's must do exactly what sets do, and many callers' must add up. */
@QuarkusTest
class EnrollmentModelTest {
    private static final long UNKNOWN = 0;

    @RegisterExtension
    private final Seed seed = new Seed();

    private List<Long> students;
    private List<Long> courses;

    /** An enrollment that began or, where not, ended. */
    private record Event(long student, long course, boolean began) {}

    @BeforeEach
    void fewStudentsAndCourses() throws SQLException {
        students = List.of(Fixtures.student().id(), Fixtures.student().id());
        courses = Fixtures.courses(4);
    }

    @Test
    void aSequenceDoesWhatSetsDo() {
        Random random = seed.random();
        Map<Long, Set<Long>> model = new HashMap<>();
        students.forEach(student -> model.put(student, new TreeSet<>()));

        for (int step = 0; step < 100; step++) {
            long student = students.get(random.nextInt(students.size()));
            Set<Long> taken = model.get(student);
            List<Long> some = some(random, random.nextInt(5) == 0);
            String what = "step %d: student %d, courses %s, taken %s".formatted(step, student, some, taken);
            switch (random.nextInt(4)) {
                case 0 -> {
                    Response response = Fixtures.enroll(student, some);
                    if (some.contains(UNKNOWN) || some.isEmpty()) {
                        assertThat(response.statusCode()).as(what).isEqualTo(some.isEmpty() ? 400 : 422);
                    } else {
                        assertIds(response, "added", minus(some, taken), what);
                        assertIds(response, "already_enrolled", minus(some, minus(some, taken)), what);
                        taken.addAll(some);
                    }
                }
                case 1 -> {
                    Response response = replace(student, some);
                    if (some.contains(UNKNOWN)) {
                        assertThat(response.statusCode()).as(what).isEqualTo(422);
                    } else {
                        assertIds(response, "added", minus(some, taken), what);
                        assertIds(response, "removed", minus(taken, some), what);
                        assertIds(response, "kept", minus(some, minus(some, taken)), what);
                        taken.clear();
                        taken.addAll(some);
                    }
                }
                case 2 -> {
                    long course = one(random);
                    assertThat(put(path(student, course)).statusCode())
                            .as(what)
                            .isEqualTo(taken.add(course) ? 201 : 200);
                }
                default -> {
                    long course = one(random);
                    assertThat(delete(path(student, course)).statusCode())
                            .as(what)
                            .isEqualTo(taken.remove(course) ? 204 : 404);
                }
            }
            assertThat(Fixtures.coursesOf(student)).as(what).containsExactlyInAnyOrderElementsOf(taken);
        }
    }

    @Test
    void whatManyCallersWereToldAddsUpToWhatIsStored() {
        List<Event> events = AtOnce.run(16, caller -> {
                    Random random = seed.random(caller);
                    List<Event> seen = new ArrayList<>();
                    for (int step = 0; step < 30; step++) {
                        seen.addAll(act(random));
                    }
                    return seen;
                })
                .stream()
                .flatMap(List::stream)
                .toList();

        for (long student : students) {
            Set<Long> left = new HashSet<>();
            for (long course : courses) {
                long balance = events.stream()
                        .filter(event -> event.student() == student && event.course() == course)
                        .mapToLong(event -> event.began() ? 1 : -1)
                        .sum();
                assertThat(balance).as("student %d, course %d", student, course).isBetween(0L, 1L);
                if (balance == 1) {
                    left.add(course);
                }
            }
            assertThat(Fixtures.coursesOf(student)).containsExactlyInAnyOrderElementsOf(left);
        }
    }

    private List<Event> act(Random random) {
        long student = students.get(random.nextInt(students.size()));
        int verb = random.nextInt(4);
        if (verb >= 2) {
            long course = one(random);
            Response response = verb == 2 ? put(path(student, course)) : delete(path(student, course));
            int changed = verb == 2 ? 201 : 204;
            int unchanged = verb == 2 ? 200 : 404;
            assertThat(response.statusCode()).as(response.asString()).isIn(changed, unchanged);
            return response.statusCode() == changed ? List.of(new Event(student, course, verb == 2)) : List.of();
        }
        boolean replace = verb == 1;
        List<Long> some = some(random, false);
        if (!replace && some.isEmpty()) {
            some = List.of(one(random));
        }
        Response response = replace ? replace(student, some) : Fixtures.enroll(student, some);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        List<Long> added = ids(response, "added");
        List<Long> kept = ids(response, replace ? "kept" : "already_enrolled");
        assertThat(Stream.concat(added.stream(), kept.stream())).containsExactlyInAnyOrderElementsOf(some);

        List<Long> removed = replace ? ids(response, "removed") : List.of();
        return Stream.concat(
                        added.stream().map(course -> new Event(student, course, true)),
                        removed.stream().map(course -> new Event(student, course, false)))
                .toList();
    }

    private List<Long> some(Random random, boolean withUnknown) {
        List<Long> shuffled = new ArrayList<>(courses);
        Collections.shuffle(shuffled, random);
        List<Long> some = new ArrayList<>(shuffled.subList(0, random.nextInt(courses.size() + 1)));
        if (withUnknown) {
            some.add(UNKNOWN);
        }
        return some;
    }

    private long one(Random random) {
        return courses.get(random.nextInt(courses.size()));
    }

    private static String path(long student, long course) {
        return "/api/students/" + student + "/courses/" + course;
    }

    private static Response replace(long student, List<Long> courses) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("course_ids", courses))
                .put("/api/students/{id}/courses", student);
    }

    private static Set<Long> minus(Iterable<Long> from, Collection<Long> what) {
        Set<Long> rest = new HashSet<>();
        from.forEach(rest::add);
        rest.removeAll(what);
        return rest;
    }

    private static List<Long> ids(Response response, String member) {
        return Json.longs(Json.of(response).path(member));
    }

    private static void assertIds(Response response, String member, Set<Long> expected, String what) {
        assertThat(response.statusCode()).as(what).isEqualTo(200);
        assertThat(ids(response, member)).as(what + ": " + member).containsExactlyInAnyOrderElementsOf(expected);
    }
}
