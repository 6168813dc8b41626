package org.studentmanagement.enrollment;

import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.student.NoSuchStudent;

/** What became of each course that a verb of {@link Enrollment} was given. */
record Change(List<Verdict> verdicts) {
    /** Refuses where there is no such student, or not every course, or where one refuses the student. */
    static Change of(long student, List<Long> asked, List<Verdict> verdicts) {
        if (verdicts.stream().anyMatch(verdict -> !verdict.student())) {
            throw new NoSuchStudent(student);
        }
        Change change = new Change(verdicts);
        List<Long> unknown = change.courses("UNKNOWN");
        if (!unknown.isEmpty()) {
            throw new UnknownCourses(unknown.stream().collect(Collectors.toSet()), asked);
        }
        List<Verdict> refused = verdicts.stream().filter(Verdict::refused).toList();
        if (!refused.isEmpty()) {
            throw new EnrollmentRefused(refused, asked);
        }
        return change;
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
