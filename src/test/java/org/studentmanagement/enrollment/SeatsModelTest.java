package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServiceDatabase;

/**
 * Random interleavings of everything that touches seats, by callers of the API and by sessions of the database: no course is
 * oversold, none waits where there is a seat, nobody is overtaken, and the history tells what happened. {@code -Dschedules=5000}
 * tries more of them.
 */
@QuarkusTest
class SeatsModelTest {
    private static final int SCHEDULES = Integer.getInteger("schedules", 30);
    private static final int CALLERS = 6;
    private static final int STEPS = 8;

    /** What a caller was told has happened. */
    private enum Told {
        ENROLLED,
        WITHDRAWN,
        WAITLISTED,
        LEFT_WAITLIST
    }

    @RegisterExtension
    private final Seed seed = new Seed();

    private List<Long> students;
    private List<Long> courses;

    @BeforeEach
    void fewStudents() {
        students = IntStream.range(0, 5).mapToObj(n -> Fixtures.student().id()).toList();
    }

    @Test
    void seatsAndLinesHoldWhateverHappensAtOnceAndTheHistoryTellsIt() throws SQLException {
        Random capacities = seed.random(-1);
        for (int schedule = 0; schedule < SCHEDULES; schedule++) {
            courses = Fixtures.courses(2);
            try (Connection database = ServiceDatabase.connect()) {
                for (long course : courses) {
                    run(database, "UPDATE courses SET capacity = ? WHERE id = ?", capacities.nextInt(4), course);
                }
            }
            int first = schedule * CALLERS;
            Map<Told, Integer> told = new EnumMap<>(Told.class);
            AtOnce.run(
                            CALLERS,
                            caller -> caller % 2 == 0
                                    ? overTheApi(seed.random(first + caller))
                                    : inTheDatabase(seed.random(first + caller)))
                    .forEach(all -> all.forEach(one -> told.merge(one, 1, Integer::sum)));
            String what = "schedule " + schedule;
            assertSeats(what);
            assertHistory(told, what);
        }
    }

    private List<Told> overTheApi(Random random) {
        List<Told> told = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            long student = one(students, random);
            long course = one(courses, random);
            String path = "/api/students/" + student;
            switch (random.nextInt(5)) {
                case 0 -> answered(given().put(path + "/courses/" + course), 201, Told.ENROLLED, told, 200, 409);
                case 1, 2 -> {
                    Response response = given().contentType(ContentType.JSON)
                            .body("{\"course_ids\":[%d],\"waitlist\":true}".formatted(course))
                            .post(path + "/courses");
                    assertThat(response.statusCode()).as(response.asString()).isIn(200, 202);
                    if (response.asString().contains("\"added\":[" + course)) {
                        told.add(Told.ENROLLED);
                    }
                }
                case 3 -> answered(given().delete(path + "/courses/" + course), 204, Told.WITHDRAWN, told, 404);
                default -> answered(given().delete(path + "/waitlist/" + course), 204, Told.LEFT_WAITLIST, told, 404);
            }
        }
        return told;
    }

    private static void answered(Response response, int done, Told what, List<Told> told, Integer... others) {
        assertThat(response.statusCode())
                .as(response.asString())
                .satisfiesAnyOf(
                        status -> assertThat(status).isEqualTo(done),
                        status -> assertThat(status).isIn((Object[]) others));
        if (response.statusCode() == done) {
            told.add(what);
        }
    }

    private List<Told> inTheDatabase(Random random) throws SQLException {
        List<Told> told = new ArrayList<>();
        try (Connection database = ServiceDatabase.connect()) {
            for (int step = 0; step < STEPS; step++) {
                long student = one(students, random);
                long course = one(courses, random);
                int verb = random.nextInt(6);
                try {
                    int rows = switch (verb) {
                        case 0, 1 ->
                            run(
                                    database,
                                    "INSERT INTO student_courses (student_id, course_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                                    student,
                                    course);
                        case 2 ->
                            run(
                                    database,
                                    "DELETE FROM student_courses WHERE student_id = ? AND course_id = ?",
                                    student,
                                    course);
                        case 3 ->
                            run(
                                    database,
                                    "INSERT INTO waitlist_entries (student_id, course_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                                    student,
                                    course);
                        default ->
                            run(
                                    database,
                                    "UPDATE courses SET capacity = ? WHERE id = ?",
                                    random.nextInt(5) == 0 ? null : random.nextInt(4),
                                    course);
                    };
                    if (rows == 1 && verb < 4) {
                        told.add(verb < 2 ? Told.ENROLLED : verb == 2 ? Told.WITHDRAWN : Told.WAITLISTED);
                    }
                } catch (SQLException refused) {
                    // full, not full, less than what is taken, enrolled already, or one of two that wait for each other
                    assertThat(refused.getSQLState()).as(refused.getMessage()).isIn("23514", "40P01");
                }
            }
        }
        return told;
    }

    private void assertSeats(String what) throws SQLException {
        assertThat(ServiceDatabase.longs("""
                        SELECT c.id FROM courses c
                        LEFT JOIN course_seats s ON s.course_id = c.id
                        CROSS JOIN LATERAL (SELECT count(*) AS taken FROM student_courses e WHERE e.course_id = c.id) e
                        CROSS JOIN LATERAL (SELECT count(*) AS waiting FROM waitlist_entries w WHERE w.course_id = c.id) w
                        WHERE c.id = ANY(?) AND (c.capacity IS DISTINCT FROM s.capacity
                          OR c.capacity IS NOT NULL AND e.taken <> s.taken OR e.taken > c.capacity
                          OR w.waiting > 0 AND e.taken IS DISTINCT FROM c.capacity)
                        """, (Object) courses.toArray(Long[]::new)))
                .as(what + ": oversold, miscounted, or somebody waits where there is a seat")
                .isEmpty();
    }

    /** Reads the history from its beginning. */
    private void assertHistory(Map<Told, Integer> told, String what) throws SQLException {
        Map<List<Long>, String> enrolled = new HashMap<>();
        Map<Long, Set<Long>> lines = new TreeMap<>();
        Map<Told, Integer> recorded = new EnumMap<>(Told.class);
        try (Connection database = ServiceDatabase.connect();
                var statement = database.prepareStatement(
                        "SELECT kind, student_id, course_id, stint FROM enrollment_events WHERE course_id = ANY(?) ORDER BY id")) {
            statement.setObject(1, courses.toArray(Long[]::new));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    String kind = rows.getString(1);
                    List<Long> pair = List.of(rows.getLong(2), rows.getLong(3));
                    Set<Long> line = lines.computeIfAbsent(pair.get(1), course -> new LinkedHashSet<>());
                    String event = what + ": " + kind + " " + pair;
                    switch (kind) {
                        case "enrolled", "promoted" -> {
                            assertThat(enrolled.put(pair, rows.getString(4)))
                                    .as(event)
                                    .isNull();
                            if (kind.equals("promoted")) {
                                assertThat(line).as(event).startsWith(pair.get(0));
                                line.remove(pair.get(0));
                            }
                        }
                        case "withdrawn" ->
                            assertThat(enrolled.remove(pair)).as(event).isEqualTo(rows.getString(4));
                        case "waitlisted" ->
                            assertThat(line.add(pair.get(0))).as(event).isTrue();
                        default ->
                            assertThat(line.remove(pair.get(0))).as(event).isTrue();
                    }
                    Arrays.stream(Told.values())
                            .filter(one -> one.name().equalsIgnoreCase(kind))
                            .forEach(one -> recorded.merge(one, 1, Integer::sum));
                }
            }
        }
        for (long course : courses) {
            assertThat(ServiceDatabase.longs("SELECT student_id FROM student_courses WHERE course_id = ?", course))
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(enrolled.keySet().stream()
                            .filter(pair -> pair.get(1) == course)
                            .map(pair -> pair.get(0))
                            .toList());
            assertThat(ServiceDatabase.longs(
                            "SELECT student_id FROM waitlist_entries WHERE course_id = ? ORDER BY id", course))
                    .as(what)
                    .containsExactlyElementsOf(lines.getOrDefault(course, Collections.emptySet()));
        }
        // the API does not say which of those who wait has just joined
        recorded.remove(Told.WAITLISTED);
        told.remove(Told.WAITLISTED);
        assertThat(recorded).as(what).isEqualTo(told);
    }

    private static int run(Connection database, String sql, Object... values) throws SQLException {
        try (var statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static long one(List<Long> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
