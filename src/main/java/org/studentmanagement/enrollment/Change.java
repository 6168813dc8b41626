package org.studentmanagement.enrollment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.studentmanagement.student.NoSuchStudent;

/** What became of each course that a verb of {@link Enrollment} was given, by course id. */
record Change(List<Long> added, List<Long> kept, List<Long> removed) {
    /**
     * What a statement has done about one course.
     *
     * @param outcome ADDED, KEPT, REMOVED, ABSENT where there was nothing to remove, or UNKNOWN where there is no such course
     * @param student whether there is such a student
     */
    @RegisterForReflection
    record Outcome(long course, String outcome, boolean student) {}

    /** Reads the rows of a statement, and refuses where it found no student or not every course. */
    static Change of(long student, List<Long> asked, List<Outcome> outcomes) {
        if (outcomes.stream().anyMatch(outcome -> !outcome.student())) {
            throw new NoSuchStudent(student);
        }
        Map<String, List<Long>> courses =
                outcomes.stream().collect(groupingBy(Outcome::outcome, mapping(Outcome::course, toList())));
        if (courses.containsKey("UNKNOWN")) {
            throw new UnknownCourses(Set.copyOf(courses.get("UNKNOWN")), asked);
        }
        return new Change(
                courses.getOrDefault("ADDED", List.of()),
                courses.getOrDefault("KEPT", List.of()),
                courses.getOrDefault("REMOVED", List.of()));
    }
}
