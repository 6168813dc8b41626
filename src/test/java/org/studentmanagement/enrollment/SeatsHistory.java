package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.studentmanagement.enrollment.SeatsWriter.Answer;
import org.studentmanagement.enrollment.SeatsWriter.Step;
import org.studentmanagement.enrollment.SeatsWriter.Told;
import org.studentmanagement.enrollment.SeatsWriter.Verb;
import org.studentmanagement.testsupport.ServiceDatabase;

/** The history of some courses from their beginning, beside what is stored and what callers were told. */
final class SeatsHistory {
    private record Event(String kind, long student, long course, String stint, String request) {}

    private final Connection database;
    private final List<Long> courses;
    private final List<Answer> answers;
    private final String what;
    private final List<Event> events = new ArrayList<>();

    /** @param answers all that was told of the courses */
    SeatsHistory(Connection database, List<Long> courses, List<Answer> answers, String what) throws SQLException {
        this.database = database;
        this.courses = courses;
        this.answers = answers;
        this.what = what;
        try (var statement = database.prepareStatement("SELECT kind, student_id, course_id, stint, request_id"
                + " FROM enrollment_events WHERE course_id = ANY(?) ORDER BY id")) {
            statement.setObject(1, courses.toArray(Long[]::new));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(new Event(
                            rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getString(4), rows.getString(5)));
                }
            }
        }
    }

    /** Of each course, it leads to those who are enrolled and to those who wait, in their order. */
    void assertLeadsToWhatIsStored() throws SQLException {
        for (long course : courses) {
            Map<Long, String> enrolled = new HashMap<>();
            Set<Long> line = new LinkedHashSet<>();
            events.stream().filter(event -> event.course() == course).forEach(event -> replay(event, enrolled, line));
            assertThat(ServiceDatabase.longs(
                            database, "SELECT student_id FROM student_courses WHERE course_id = ?", course))
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(enrolled.keySet());
            assertThat(ServiceDatabase.longs(
                            database,
                            "SELECT student_id FROM waitlist_entries WHERE course_id = ? ORDER BY id",
                            course))
                    .as(what)
                    .containsExactlyElementsOf(line);
        }
    }

    private void replay(Event event, Map<Long, String> enrolled, Set<Long> line) {
        String which = what + ": " + event + ", in line " + line;
        switch (event.kind()) {
            case "enrolled", "promoted" -> {
                assertThat(enrolled.put(event.student(), event.stint()))
                        .as(which)
                        .isNull();
                if (event.kind().equals("promoted")) {
                    assertThat(line).as(which).startsWith(event.student());
                }
                if (line.remove(event.student())) {
                    assertThat(event.kind().equals("promoted") || asked(event, Verb.OVERRIDE))
                            .as(which)
                            .isTrue();
                }
            }
            case "withdrawn" ->
                assertThat(enrolled.remove(event.student())).as(which).isEqualTo(event.stint());
            case "waitlisted" -> {
                assertThat(enrolled).as(which).doesNotContainKey(event.student());
                assertThat(line.add(event.student())).as(which).isTrue();
            }
            default -> assertThat(line.remove(event.student())).as(which).isTrue();
        }
    }

    /** What was acknowledged is there once, and of what was refused, or was so before, there is nothing. */
    void assertHasWhatWasTold() {
        Map<List<Object>, List<String>> byRequest = events.stream()
                .filter(event -> !event.kind().equals("promoted"))
                .collect(Collectors.groupingBy(
                        event -> List.of(event.request(), event.student(), event.course()),
                        Collectors.mapping(Event::kind, Collectors.toList())));
        for (Answer answer : answers) {
            Step step = answer.step();
            List<String> kinds = byRequest.remove(List.of(step.request(), step.student(), step.course()));
            List<String> own = kinds == null ? List.of() : kinds;
            String which = what + ": " + answer;
            switch (answer.told()) {
                case ENROLLED, WAITLISTED, WITHDRAWN, LEFT_WAITLIST ->
                    assertThat(own).as(which).containsExactly(kind(answer.told()));
                case IS_ENROLLED -> assertHappened(own, step, List.of("enrolled", "promoted"), which);
                case IS_WAITING -> assertHappened(own, step, List.of("waitlisted"), which);
                default -> assertThat(own).as(which).isEmpty();
            }
        }
        assertThat(byRequest).as(what + ": nobody asked for it").isEmpty();

        Map<String, Told> told =
                answers.stream().collect(Collectors.toMap(each -> each.step().request(), Answer::told, (a, b) -> a));
        assertThat(events.stream().filter(event -> event.kind().equals("promoted")))
                .as(what + ": a seat is given by who frees or adds one")
                .allSatisfy(event -> assertThat(told.get(event.request())).isIn(Told.WITHDRAWN, Told.CAPACITY_SET));
    }

    /** By the request itself or by another. */
    private void assertHappened(List<String> own, Step step, List<String> kinds, String which) {
        assertThat(own).as(which).isSubsetOf(kinds.get(0)).hasSizeLessThanOrEqualTo(1);
        assertThat(events)
                .as(which)
                .anyMatch(event -> event.student() == step.student()
                        && event.course() == step.course()
                        && kinds.contains(event.kind()));
    }

    private boolean asked(Event event, Verb verb) {
        return answers.stream()
                .map(Answer::step)
                .anyMatch(step -> step.request().equals(event.request()) && step.verb() == verb);
    }

    private static String kind(Told told) {
        return told.name().toLowerCase(Locale.ROOT);
    }
}
