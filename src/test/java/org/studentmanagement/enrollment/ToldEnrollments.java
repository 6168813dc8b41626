package org.studentmanagement.enrollment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What another system makes of the history by the rules of the API: an end of what it does not know is none of its own. */
final class ToldEnrollments {
    private record Pair(long student, long course) {}

    private final Map<String, Pair> enrollments = new HashMap<>();
    private final Set<Pair> waits = new HashSet<>();

    ToldEnrollments copy() {
        ToldEnrollments copy = new ToldEnrollments();
        copy.enrollments.putAll(enrollments);
        copy.waits.addAll(waits);
        return copy;
    }

    void apply(JsonNode event) {
        Pair pair = new Pair(
                event.path("student_id").longValue(), event.path("course_id").longValue());
        String stint = event.path("stint").textValue();
        switch (event.path("kind").textValue()) {
            case "enrolled", "promoted" -> {
                enrollments.put(stint, pair);
                waits.remove(pair);
            }
            case "withdrawn" -> enrollments.remove(stint);
            case "waitlisted" -> waits.add(pair);
            case "left_waitlist" -> waits.remove(pair);
            case "erased" -> {
                enrollments.values().removeIf(each -> each.student() == pair.student());
                waits.removeIf(each -> each.student() == pair.student());
            }
            default -> {
                // a completion neither begins nor ends anything
            }
        }
    }

    Set<String> enrolledIn(Set<Long> courses) {
        return in(courses, enrollments.values().stream());
    }

    Set<String> waitingFor(Set<Long> courses) {
        return in(courses, waits.stream());
    }

    private static Set<String> in(Set<Long> courses, Stream<Pair> pairs) {
        return pairs.filter(pair -> courses.contains(pair.course()))
                .map(pair -> pair.student() + " " + pair.course())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
