package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.studentmanagement.enrollment.SeatsWriter.Answer;
import org.studentmanagement.enrollment.SeatsWriter.Step;
import org.studentmanagement.enrollment.SeatsWriter.Told;
import org.studentmanagement.enrollment.SeatsWriter.Verb;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServiceDatabase;

/**
 * Random interleavings of all that touches seats: no course is oversold, none waits where there is a seat, nobody is overtaken, the
 * history tells what happened, and what each caller was told is so. Each schedule has courses of its own.
 */
final class SeatsModel implements AutoCloseable {
    static final int CALLERS = 6;
    private static final int STEPS = 8;

    /** How often each is drawn. */
    private static final List<Verb> VERBS = Stream.of(
                    List.of(Verb.ENROLL, Verb.ENROLL, Verb.ENROLL, Verb.ENROLL, Verb.WAIT, Verb.WAIT, Verb.WAIT),
                    List.of(Verb.WITHDRAW, Verb.WITHDRAW, Verb.WITHDRAW, Verb.LEAVE, Verb.OVERRIDE),
                    List.of(Verb.CAPACITY, Verb.CAPACITY, Verb.DELETE))
            .flatMap(List::stream)
            .toList();

    /** One more in one schedule, which goes on for as long as it takes him. */
    interface Guest {
        List<Answer> in(List<Long> students, List<Long> courses) throws Exception;
    }

    private final Seed seed;
    private final List<SeatsWriter> writers;
    private final Connection database;
    private final List<Long> students;

    /** @param writers who carries out what each of the {@link #CALLERS} asks for */
    SeatsModel(String url, Seed seed, List<SeatsWriter> writers) throws SQLException {
        this.seed = seed;
        this.writers = writers;
        database = DriverManager.getConnection(url);
        students = ServiceDatabase.longs(
                database,
                "INSERT INTO students (number, name, email) SELECT ? || '-' || n, 'Ada', ? || n || '@students.example'"
                        + " FROM generate_series(1, 5) n RETURNING id",
                Fixtures.unique().substring(0, 20),
                Fixtures.unique());
    }

    /** One schedule, and what it must leave behind. */
    void run(int schedule, List<Guest> guests) throws SQLException {
        Random drawn = seed.random(schedule * (CALLERS + 1));
        List<Long> courses = new ArrayList<>();
        Map<Long, Integer> capacities = new HashMap<>();
        for (int n = 0; n < 3; n++) {
            int capacity = drawn.nextInt(4);
            courses.addAll(ServiceDatabase.longs(
                    database,
                    "INSERT INTO courses (code, name, capacity) VALUES (?, 'Drawn', ?) RETURNING id",
                    Fixtures.unique(),
                    capacity));
            capacities.put(courses.get(n), capacity);
        }
        AtomicInteger staying = new AtomicInteger(guests.size());
        List<Answer> answers = AtOnce.run(
                        CALLERS + guests.size(),
                        caller -> caller < CALLERS
                                ? call(schedule, caller, courses, staying)
                                : visit(guests.get(caller - CALLERS), courses, staying))
                .stream()
                .flatMap(List::stream)
                .toList();
        String what = "schedule %d, %s".formatted(schedule, seed);
        assertSeats(courses, what);
        assertCourses(capacities, answers, what);
        SeatsHistory history = new SeatsHistory(database, courses, answers, what);
        history.assertLeadsToWhatIsStored();
        history.assertHasWhatWasTold();
    }

    private List<Answer> visit(Guest guest, List<Long> courses, AtomicInteger staying) throws Exception {
        try {
            return guest.in(students, courses);
        } finally {
            staying.decrementAndGet();
        }
    }

    private List<Answer> call(int schedule, int caller, List<Long> courses, AtomicInteger guests) throws Exception {
        Random random = seed.random(schedule * (CALLERS + 1) + 1 + caller);
        List<Answer> answers = new ArrayList<>();
        for (int step = 0; step < STEPS || guests.get() > 0; step++) {
            answers.add(writers.get(caller)
                    .carryOut(new Step(
                            "drawn-%d-%d-%d-%d".formatted(courses.get(0), schedule, caller, step),
                            one(VERBS, random),
                            one(students, random),
                            one(courses, random),
                            random.nextInt(5) == 0 ? null : Integer.valueOf(random.nextInt(4)))));
        }
        return answers;
    }

    private void assertSeats(List<Long> courses, String what) throws SQLException {
        assertThat(ServiceDatabase.longs(database, """
                        SELECT c.id FROM courses c
                        LEFT JOIN course_seats s ON s.course_id = c.id
                        CROSS JOIN LATERAL (
                          SELECT count(*) AS taken FROM student_courses e WHERE e.course_id = c.id AND NOT e.over_capacity) e
                        CROSS JOIN LATERAL (SELECT count(*) AS waiting FROM waitlist_entries w WHERE w.course_id = c.id) w
                        WHERE c.id = ANY(?) AND (c.capacity IS DISTINCT FROM s.capacity
                          OR c.capacity IS NOT NULL AND e.taken <> s.taken OR e.taken > c.capacity
                          OR w.waiting > 0 AND e.taken IS DISTINCT FROM c.capacity)
                        """, (Object) courses.toArray(Long[]::new)))
                .as(what + ": oversold, miscounted, or somebody waits where there is a seat")
                .isEmpty();
    }

    /** A course is gone if somebody was told so, and else has the capacity that was told with its highest version. */
    private void assertCourses(Map<Long, Integer> first, List<Answer> answers, String what) throws SQLException {
        for (long course : first.keySet()) {
            String which = what + ": course " + course;
            SortedMap<Long, String> versions = new TreeMap<>(Map.of(0L, String.valueOf(first.get(course))));
            long deleted = 0;
            for (Answer answer : answers) {
                if (answer.step().course() == course && answer.told() == Told.DELETED) {
                    deleted++;
                } else if (answer.step().course() == course && answer.told() == Told.CAPACITY_SET) {
                    String capacity = String.valueOf(answer.step().capacity());
                    assertThat(versions.putIfAbsent(answer.version(), capacity))
                            .as(which + ": one capacity a version, " + answer)
                            .isIn(null, capacity);
                }
            }
            assertThat(versions.lastKey()).as(which + ": no version untold").isEqualTo(versions.size() - 1L);
            assertThat(deleted).as(which).isLessThanOrEqualTo(1);
            assertThat(ServiceDatabase.longs(
                            database,
                            "SELECT id FROM courses WHERE id = ? AND version = ? AND coalesce(capacity::text, 'null') = ?",
                            course,
                            versions.lastKey(),
                            versions.get(versions.lastKey())))
                    .as(which + " " + versions)
                    .hasSize(deleted == 1 ? 0 : 1);
        }
    }

    @Override
    public void close() throws SQLException {
        for (SeatsWriter writer : writers) {
            writer.close();
        }
        database.close();
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
