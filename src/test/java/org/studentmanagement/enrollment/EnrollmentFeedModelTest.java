package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServiceDatabase;

/** Whatever many write at random, who reads along is told each event once, and can make of them what is stored. */
@QuarkusTest
class EnrollmentFeedModelTest {
    private static final int WRITERS = 6;
    private static final int TRANSACTIONS = 60;

    private static final String[] WRITES = {
        "INSERT INTO student_courses (student_id, course_id) VALUES (%d, %d)",
        "INSERT INTO waitlist_entries (student_id, course_id) VALUES (%d, %d)",
        "UPDATE student_courses SET completed_on = current_date, result = 'pass' WHERE student_id = %d AND course_id = %d",
        "DELETE FROM student_courses WHERE student_id = %d AND course_id = %d",
        "DELETE FROM waitlist_entries WHERE student_id = %d AND course_id = %d"
    };

    @RegisterExtension
    private final Seed seed = new Seed();

    private List<Long> students;
    private List<Long> courses;

    @Test
    void aReaderIsToldEachEventOnceAndTheyYieldWhatIsStored() throws SQLException {
        students = List.of(
                Fixtures.student().id(),
                Fixtures.student().id(),
                Fixtures.student().id());
        courses = Fixtures.courses(3);
        ServiceDatabase.longs("UPDATE courses SET capacity = 1 WHERE id = ? RETURNING id", courses.get(0));
        ServiceDatabase.longs("UPDATE courses SET capacity = 2 WHERE id = ? RETURNING id", courses.get(1));
        FeedReader reader = FeedReader.fromNow(Set.copyOf(students));
        AtomicInteger writing = new AtomicInteger(WRITERS);

        List<JsonNode> told = AtOnce.run(
                        WRITERS + 1,
                        caller -> caller == WRITERS
                                ? follow(reader, writing, seed.random(caller))
                                : write(writing, seed.random(caller)))
                .get(WRITERS);
        told.addAll(reader.readAll(3));

        assertThat(told.stream().map(event -> event.path("id").longValue()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ServiceDatabase.longs(
                        "SELECT id FROM enrollment_events WHERE student_id IN (?, ?, ?)", students.toArray()));
        assertThat(replayed(told, "enrolled promoted", "withdrawn")).isEqualTo(stored("student_courses"));
        assertThat(replayed(told, "waitlisted", "left_waitlist enrolled promoted"))
                .isEqualTo(stored("waitlist_entries"));
    }

    private static List<JsonNode> follow(FeedReader reader, AtomicInteger writing, Random random) {
        List<JsonNode> told = new ArrayList<>();
        while (writing.get() > 0) {
            reader.readInto(told, 1 + random.nextInt(3));
        }
        return told;
    }

    private List<JsonNode> write(AtomicInteger writing, Random random) throws SQLException {
        try (Connection connection = ServiceDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET deadlock_timeout = '20ms'");
            connection.setAutoCommit(false);
            for (int n = 0; n < TRANSACTIONS; n++) {
                // some have their number long before they write
                statement.execute(random.nextBoolean() ? "SELECT pg_current_xact_id()" : "SELECT 1");
                boolean fails = random.nextInt(5) == 0;
                try {
                    for (int writes = random.nextInt(4); writes >= 0; writes--) {
                        statement.execute(WRITES[random.nextInt(WRITES.length)].formatted(
                                any(students, random), any(courses, random)));
                        statement.execute("SELECT pg_sleep(0.002)");
                    }
                } catch (SQLException refused) {
                    fails = true;
                }
                if (fails) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        } finally {
            writing.decrementAndGet();
        }
        return List.of();
    }

    private static Set<String> replayed(List<JsonNode> events, String adding, String removing) {
        Map<String, Boolean> there = new HashMap<>();
        for (JsonNode event : events) {
            String kind = event.path("kind").textValue();
            String pair = event.path("student_id") + " " + event.path("course_id");
            if (List.of(adding.split(" ")).contains(kind)) {
                assertThat(there.put(pair, true)).as("before %s", event).isNotEqualTo(true);
            } else if (List.of(removing.split(" ")).contains(kind)) {
                there.put(pair, false);
            }
        }
        Set<String> left = new TreeSet<>(there.keySet());
        left.removeIf(pair -> !there.get(pair));
        return left;
    }

    private Set<String> stored(String table) throws SQLException {
        Set<String> stored = new TreeSet<>();
        for (long student : students) {
            ServiceDatabase.longs("SELECT course_id FROM " + table + " WHERE student_id = ?", student)
                    .forEach(course -> stored.add(student + " " + course));
        }
        return stored;
    }

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
