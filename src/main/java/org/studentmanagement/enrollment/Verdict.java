package org.studentmanagement.enrollment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What a statement has done about one course, or why not.
 *
 * @param outcome ADDED, KEPT, WAITING on the list, REMOVED, or why nothing was done: UNKNOWN, EARLY, LATE, UNPREPARED, FULL, COMPLETED
 * @param student whether there is such a student
 * @param opensAt from when students may enroll, where it is too early
 * @param closesAt until when they might, where it is too late
 * @param place on the waiting list: the student's own or, where the course is full, the one to be had
 * @param missing codes of the prerequisites that the student has not completed
 */
@RegisterForReflection
record Verdict(
        long course, String outcome, boolean student, Instant opensAt, Instant closesAt, Long place, String[] missing) {
    static final String FULL = "FULL";

    private static final List<String> REFUSED = List.of("EARLY", "LATE", "UNPREPARED", FULL, "COMPLETED");

    boolean is(String other) {
        return outcome.equals(other);
    }

    boolean refused() {
        return REFUSED.contains(outcome);
    }
}
