package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is asked of the schools of `tenants/school.sql`. No enrollment is in vain. */
final class SchoolRequests {
    static final int STUDENTS = 500;
    private static final int COURSES = 50;
    /** A student has five of each ten courses one after the other: this many times are two of the others free. */
    private static final int TWO_MORE = 4;

    private static final String SEARCH = """
            SELECT id, name FROM students
            WHERE (name || chr(10) || number || chr(10) || email) ILIKE '%' || :text || '%' ORDER BY id LIMIT 50
            """;

    /** Of each school, from 1 on. */
    private final AtomicLong[] enrollments;

    private final String courses;
    private final String enroll;

    interface Request {
        /** @param ownIds whether the ids of each school begin with 1 */
        Sql of(int school, boolean ownIds);
    }

    /** A statement with values in the places of its names. */
    record Sql(String text, List<Object> values) {
        private static final Pattern NAME = Pattern.compile("(?<!:):(\\w+)");

        static Sql of(String named, Map<String, Object> values) {
            List<Object> inOrder = new ArrayList<>();
            Matcher names = NAME.matcher(named);
            String text = names.replaceAll(name -> {
                inOrder.add(values.get(name.group(1)));
                return "?";
            });
            return new Sql(text, inOrder);
        }
    }

    SchoolRequests(int schools) throws IOException {
        enrollments = Stream.generate(AtomicLong::new).limit(schools + 1L).toArray(AtomicLong[]::new);
        courses = statement("courses");
        enroll = statement("enroll");
    }

    private static String statement(String load) throws IOException {
        return Files.readString(Path.of("src/bench/limit/" + load + ".sql"))
                .replaceAll("(?m)^\\\\.*\n", "")
                .replaceAll(";\\s*$", "");
    }

    Map<String, Request> all() {
        Map<String, Request> requests = new LinkedHashMap<>();
        requests.put("a student's courses", this::courses);
        requests.put("a part of a name", this::search);
        requests.put("enroll in two courses", this::enroll);
        return requests;
    }

    private Sql courses(int school, boolean ownIds) {
        return Sql.of(
                courses,
                Map.of(
                        "student",
                        student(school, ownIds, ThreadLocalRandom.current().nextInt(STUDENTS))));
    }

    private Sql search(int school, boolean ownIds) {
        return Sql.of(SEARCH, Map.of("text", "lovelace"));
    }

    private Sql enroll(int school, boolean ownIds) {
        long number = enrollments[school].getAndIncrement();
        if (number >= (long) STUDENTS * TWO_MORE) {
            throw new IllegalStateException("Enrolled in all: fewer rounds or seconds");
        }
        int student = (int) (number % STUDENTS);
        int next = student + 2 + 2 * (int) (number / STUDENTS);
        long before = ownIds ? 0 : (long) COURSES * (school - 1);
        return Sql.of(
                enroll,
                Map.of(
                        "student", student(school, ownIds, student),
                        "first", before + 1 + next % COURSES,
                        "second", before + 1 + (next + 1) % COURSES));
    }

    private static long student(int school, boolean ownIds, int place) {
        return (ownIds ? 0 : (long) STUDENTS * (school - 1)) + 1 + place;
    }
}
