package org.studentmanagement.enrollment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.studentmanagement.student.NoSuchStudent;

/** What became of each course that a verb of {@link Enrollment} was given, by course id. */
record Change(List<Long> added, List<Long> kept, List<Long> removed) {
    /** Reads the rows of a statement, and refuses where it found no student or not every course. */
    static Change of(long student, List<Long> asked, List<Tuple> rows) {
        if (rows.stream().anyMatch(row -> !row.get("student", Boolean.class))) {
            throw new NoSuchStudent(student);
        }
        Map<String, List<Long>> courses = rows.stream()
                .collect(groupingBy(
                        row -> row.get("outcome", String.class),
                        mapping(row -> row.get("course", Long.class), toList())));
        if (courses.containsKey("UNKNOWN")) {
            throw new UnknownCourses(Set.copyOf(courses.get("UNKNOWN")), asked);
        }
        return new Change(
                courses.getOrDefault("ADDED", List.of()),
                courses.getOrDefault("KEPT", List.of()),
                courses.getOrDefault("REMOVED", List.of()));
    }
}
