package org.studentmanagement.enrollment;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.studentmanagement.course.UnknownCourses;
import org.studentmanagement.student.NoSuchStudent;

/** What became of each course that a verb of {@link Enrollment} was given. */
record Change(List<Verdict> verdicts) {
    /** Refuses where there is no such student, or not every course, or where one refuses the student. */
    static Change of(long student, List<Long> asked, List<Verdict> verdicts) {
        if (verdicts.stream().anyMatch(verdict -> !verdict.student())) {
            throw new NoSuchStudent(student);
        }
        Change change = new Change(inOrder(asked, verdicts));
        List<Long> unknown = change.courses("UNKNOWN");
        if (!unknown.isEmpty()) {
            throw new UnknownCourses(unknown.stream().collect(Collectors.toSet()), asked);
        }
        List<Verdict> refused =
                change.verdicts().stream().filter(Verdict::refused).toList();
        if (!refused.isEmpty()) {
            throw new EnrollmentRefused(refused, asked);
        }
        return change;
    }

    /** That of asking, then that of the ids. */
    private static List<Verdict> inOrder(List<Long> asked, List<Verdict> verdicts) {
        Map<Long, Integer> places = new HashMap<>();
        asked.forEach(course -> places.put(course, places.size()));
        return verdicts.stream()
                .sorted(Comparator.<Verdict, Integer>comparing(
                                verdict -> places.getOrDefault(verdict.course(), Integer.MAX_VALUE))
                        .thenComparing(Verdict::course))
                .toList();
    }

    List<Long> added() {
        return courses("ADDED");
    }

    List<Long> kept() {
        return courses("KEPT");
    }

    List<Long> removed() {
        return courses("REMOVED");
    }

    List<EnrollmentResponse.Waiting> waiting() {
        return verdicts.stream()
                .filter(verdict -> verdict.is("WAITING"))
                .map(verdict -> new EnrollmentResponse.Waiting(verdict.course(), verdict.place()))
                .toList();
    }

    private List<Long> courses(String outcome) {
        return verdicts.stream()
                .filter(verdict -> verdict.is(outcome))
                .map(Verdict::course)
                .toList();
    }
}
