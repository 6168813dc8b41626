package org.studentmanagement.enrollment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;

/** What enrolling is answered with, one of each kind, for the description of the API. */
final class EnrollmentExamples {
    private static final String PATH = "/api/students/1/courses";

    private static final Instant TIME = Instant.parse("2026-11-20T09:00:00Z");

    private EnrollmentExamples() {}

    @Example(when = EnrollmentRefused.WHEN, path = PATH)
    static EnrollmentRefused closed() {
        return refused("LATE");
    }

    @Example(when = EnrollmentRefused.WHEN, path = PATH)
    static EnrollmentRefused unprepared() {
        return refused("UNPREPARED");
    }

    @Example(when = EnrollmentRefused.WHEN, path = PATH)
    static EnrollmentRefused full() {
        return refused(Verdict.FULL);
    }

    @Example(when = EnrollmentRefused.WHEN, path = PATH)
    static EnrollmentRefused completed() {
        return refused("COMPLETED");
    }

    @Example(when = BatchRefused.WHEN, name = "batch-enrollment-closed", path = BatchResource.PATH)
    static BatchRefused batchClosed() {
        return batchRefused("LATE");
    }

    @Example(when = BatchRefused.WHEN, name = "batch-prerequisites-missing", path = BatchResource.PATH)
    static BatchRefused batchUnprepared() {
        return batchRefused("UNPREPARED");
    }

    @Example(when = BatchRefused.WHEN, name = "batch-course-full", path = BatchResource.PATH)
    static BatchRefused batchFull() {
        return batchRefused(Verdict.FULL);
    }

    @Example(when = BatchRefused.WHEN, name = "batch-student-left", path = BatchResource.PATH)
    static BatchRefused batchLeft() {
        return batchRefused("LEFT");
    }

    @Example(when = BatchRefused.WHEN, name = "batch-unknown-courses", path = BatchResource.PATH)
    static BatchRefused batchWithoutCourse() {
        return batchRefused("UNKNOWN");
    }

    @Example(when = BatchRefused.WHEN, name = "batch-unknown-student", path = BatchResource.PATH)
    static BatchRefused batchWithoutStudent() {
        return batchRefused("NO_STUDENT");
    }

    @Example(when = EnrollmentResource.ENROLLED, name = "enrolled")
    static EnrollmentResponse.Enrolled enrolled() {
        return new EnrollmentResponse.Enrolled(List.of(1L), List.of(2L), List.of());
    }

    @Example(when = EnrollmentResource.WAITS, name = "waiting")
    static EnrollmentResponse.Enrolled waiting() {
        return new EnrollmentResponse.Enrolled(List.of(1L), List.of(2L), List.of(new EnrollmentResponse.Waiting(3, 1)));
    }

    @Example(when = EnrollmentResource.KEPT, name = "kept")
    static EnrollmentResponse keptEnrollment() {
        return enrollment(null, null, false);
    }

    @Example(when = EnrollmentResource.ADDED, name = "added")
    static EnrollmentResponse addedEnrollment() {
        return enrollment(null, null, false);
    }

    @Example(when = EnrollmentResource.OVERRIDDEN, name = "overridden")
    static EnrollmentResponse overriddenEnrollment() {
        return enrollment(null, null, true);
    }

    @Example(when = EnrollmentResource.COMPLETED, name = "completed")
    static EnrollmentResponse completedEnrollment() {
        return enrollment(LocalDate.parse("2026-06-25"), "pass", false);
    }

    @Example(when = BatchResource.ALL, name = "batch-stored")
    static BatchResponse batchStored() {
        return BatchResponse.of(List.of(item("ADDED"), item("KEPT"), item("WAITING")), false);
    }

    @Example(when = BatchResource.EACH, name = "batch-of-each")
    static BatchResponse batchOfEach() {
        return BatchResponse.of(List.of(item("ADDED"), item(Verdict.FULL), item("NO_STUDENT")), false);
    }

    private static EnrollmentRefused refused(String outcome) {
        return new EnrollmentRefused(List.of(decision(outcome).verdict()), List.of(2L));
    }

    private static BatchRefused batchRefused(String outcome) {
        BatchResponse.Item item = item(outcome);
        return new BatchRefused(item, List.of(new Problem.Fault("/enrollments/0", null, item.detail(), item.place())));
    }

    private static BatchResponse.Item item(String outcome) {
        return BatchRefused.item(decision(outcome));
    }

    private static EnrollmentBatch.Decision decision(String outcome) {
        boolean listed = List.of("WAITING", Verdict.FULL).contains(outcome);
        return new EnrollmentBatch.Decision(
                outcome.equals("NO_STUDENT") ? null : 1L,
                outcome.equals("UNKNOWN") ? null : 2L,
                outcome,
                TIME,
                TIME,
                listed ? 3L : null,
                new String[] {"AAA-2013J"});
    }

    private static EnrollmentResponse enrollment(LocalDate completedOn, String result, boolean overCapacity) {
        return new EnrollmentResponse(1, 2, TIME, completedOn, result, overCapacity);
    }
}
