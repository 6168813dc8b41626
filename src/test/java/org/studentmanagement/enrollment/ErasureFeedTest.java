package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServiceDatabase;

/** Whoever follows the history, and forgets whom it is told to, ends at what is stored, wherever the erasure finds the reader. */
@QuarkusTest
class ErasureFeedTest {
    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 40;

    private static final String[] WRITES = {
        "INSERT INTO student_courses (student_id, course_id) VALUES (%1$d, %2$d) ON CONFLICT DO NOTHING",
        "INSERT INTO waitlist_entries (student_id, course_id) VALUES (%1$d, %2$d)",
        "UPDATE student_courses SET completed_on = current_date, result = 'pass' WHERE student_id = %1$d AND course_id = %2$d",
        "DELETE FROM student_courses WHERE student_id = %1$d AND course_id = %2$d",
        "DELETE FROM waitlist_entries WHERE student_id = %1$d AND course_id = %2$d",
        "SELECT erase_student(%1$d)"
    };

    @RegisterExtension
    private final Seed seed = new Seed();

    private Row student;
    private Row next;
    private Set<Long> courses;
    private FeedReader fromBefore;

    @BeforeEach
    void aStudentWithAPast() {
        student = Fixtures.student();
        next = Fixtures.student();
        Row course = SeatsTest.courseOf(1);
        Row full = SeatsTest.courseOf(0);
        courses = Set.of(course.id(), full.id());
        fromBefore = FeedReader.fromNow(null);
        SeatsTest.wait(student, course.id(), full.id());
        given().delete(student.path() + "/courses/" + course.id());
        SeatsTest.wait(student, course.id());
        SeatsTest.wait(next, course.id());
    }

    @Test
    void whoHasReadAllIsToldToForgetAndNothingElseOfTheStudent() {
        ToldEnrollments told = new ToldEnrollments();
        fromBefore.readAll(500).forEach(told::apply);

        ErasureTest.erase(student);
        List<JsonNode> news = about(fromBefore.readAll(500));

        assertThat(FeedReader.kinds(news)).containsExactly("promoted", "erased");
        assertThat(news.get(1).path("student_id").longValue()).isEqualTo(student.id());
        news.forEach(told::apply);
        assertStored(told);
    }

    @Test
    void whoIsAnywhereInTheMiddleEndsAtWhatIsStored() {
        FeedReader reader = fromBefore.copy();
        ToldEnrollments told = new ToldEnrollments();
        List<FeedReader> readers = new ArrayList<>();
        List<ToldEnrollments> views = new ArrayList<>();
        List<JsonNode> found = new ArrayList<>();
        do {
            found.forEach(told::apply);
            found.clear();
            readers.add(reader.copy());
            views.add(told.copy());
        } while (reader.readInto(found, 1));
        assertThat(readers).hasSizeGreaterThan(5);

        ErasureTest.erase(student);

        for (int n = 0; n < readers.size(); n++) {
            readers.get(n).readAll(500).forEach(views.get(n)::apply);
            assertStored(views.get(n));
        }
    }

    @Test
    void whoIsInTheMiddleOfAFirstReadingOrBeginsAfterwardsEndsAtWhatIsStored() throws SQLException {
        long middle = ServiceDatabase.longs("SELECT min(id) FROM enrollment_events WHERE student_id = ?", student.id())
                .get(0);
        FeedReader reader = FeedReader.ofAll(null);
        ToldEnrollments told = new ToldEnrollments();
        List<JsonNode> found = new ArrayList<>();
        long left;
        while ((left = untold(middle, found)) > 0) {
            reader.readInto(found, (int) Math.min(left, 500));
        }
        assertThat(found.get(found.size() - 1).path("id").longValue()).isEqualTo(middle);

        ErasureTest.erase(student);

        found.addAll(reader.readAll(500));
        found.forEach(told::apply);
        assertStored(told);
        ToldEnrollments anew = new ToldEnrollments();
        List<JsonNode> all = FeedReader.ofAll(null).readAll(500);
        all.forEach(anew::apply);
        assertStored(anew);
        assertThat(FeedReader.kinds(about(all)).stream().filter("withdrawn"::equals))
                .as("counts stay")
                .hasSize(2);
    }

    @Test
    void whateverManyWriteAndEraseAtRandomWhoReadsAlongEndsAtWhatIsStored() throws SQLException {
        List<Long> students = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            students.add(Fixtures.student().id());
        }
        ToldEnrollments told = new ToldEnrollments();
        AtomicInteger writing = new AtomicInteger(WRITERS);

        AtOnce.run(WRITERS + 1, caller -> {
            if (caller < WRITERS) {
                write(students, writing, seed.random(caller));
                return null;
            }
            List<JsonNode> found = new ArrayList<>();
            while (writing.get() > 0) {
                fromBefore.readInto(found, 1 + seed.random(caller).nextInt(3));
            }
            found.addAll(fromBefore.readAll(3));
            found.forEach(told::apply);
            return null;
        });

        assertStored(told);
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM enrollment_events e WHERE course_id = ANY(?) AND kind <> 'erased' AND EXISTS ("
                                + "SELECT FROM enrollment_events x WHERE x.kind = 'erased' AND x.student_id = e.student_id)",
                        (Object) courses.toArray(Long[]::new)))
                .as("events of who was erased under the old number")
                .containsExactly(0L);
        assertThat(ServiceDatabase.longs(
                        "SELECT count(*) FROM course_seats s WHERE taken <> (SELECT count(*) FROM student_courses e"
                                + " WHERE e.course_id = s.course_id AND NOT over_capacity)"))
                .containsExactly(0L);
    }

    private void write(List<Long> students, AtomicInteger writing, Random random) throws SQLException {
        try (Connection connection = ServiceDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET deadlock_timeout = '20ms'");
            connection.setAutoCommit(false);
            List<Long> all = List.copyOf(courses);
            for (int n = 0; n < TRANSACTIONS; n++) {
                try {
                    for (int writes = random.nextInt(3); writes >= 0; writes--) {
                        // the last is rare, or soon nobody would be left
                        int write = random.nextInt(10) == 0 ? WRITES.length - 1 : random.nextInt(WRITES.length - 1);
                        statement.execute(WRITES[write].formatted(
                                students.get(random.nextInt(students.size())), all.get(random.nextInt(all.size()))));
                    }
                    connection.commit();
                } catch (SQLException refused) {
                    connection.rollback();
                }
            }
        } finally {
            writing.decrementAndGet();
        }
    }

    private static long untold(long middle, List<JsonNode> found) throws SQLException {
        long last = found.isEmpty() ? 0 : found.get(found.size() - 1).path("id").longValue();
        return ServiceDatabase.longs("SELECT count(*) FROM enrollment_events WHERE id > ? AND id <= ?", last, middle)
                .get(0);
    }

    private List<JsonNode> about(List<JsonNode> events) {
        return events.stream()
                .filter(event -> courses.contains(event.path("course_id").longValue())
                        || event.path("student_id").longValue() == student.id())
                .toList();
    }

    private void assertStored(ToldEnrollments told) {
        try {
            assertThat(told.enrolledIn(courses)).isEqualTo(pairs("student_courses"));
            assertThat(told.waitingFor(courses)).isEqualTo(pairs("waitlist_entries"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Set<String> pairs(String table) throws SQLException {
        Set<String> pairs = new TreeSet<>();
        for (long course : courses) {
            ServiceDatabase.longs("SELECT student_id FROM " + table + " WHERE course_id = ?", course)
                    .forEach(each -> pairs.add(each + " " + course));
        }
        return pairs;
    }
}
