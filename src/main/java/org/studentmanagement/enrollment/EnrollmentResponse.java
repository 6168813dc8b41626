package org.studentmanagement.enrollment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One enrollment, and the shapes in which a student's and a course's enrollments are told. */
@Schema(description = "An enrollment")
record EnrollmentResponse(
        @Schema(examples = "1") long studentId,

        @Schema(examples = "2") long courseId,

        @Schema(
                description = "When; null where it happened before times were recorded",
                examples = "2026-11-20T09:00:00Z",
                nullable = true)
        Instant enrolledAt,

        @Schema(
                description = "Day of the completion; null while that is to come",
                examples = "2026-06-25",
                nullable = true)
        LocalDate completedOn,

        @Schema(description = RESULT, examples = "pass", nullable = true)
        String result,

        @Schema(description = "Whether a registrar allowed it though the course was full: it takes none of the seats")
        boolean overCapacity) {

    private static final String RESULT = "With what result: distinction, pass or fail; null with the day";

    /** A student's place on the waiting list of a course. */
    @Schema(name = "Waiting", description = "A full course, and the student's place on its waiting list")
    record Waiting(
            @Schema(examples = "3") long courseId,

            @Schema(description = "1 is the next", examples = "1")
            long place) {}

    /** What enrolling did. */
    @Schema(
            name = "Enrolled",
            description =
                    "Course ids: the new ones, those that were there already, and those that the student waits for")
    record Enrolled(
            @Schema(examples = "[1]") List<Long> added,
            @Schema(examples = "[2]") List<Long> alreadyEnrolled,

            @Schema(description = "Those that are full, where waiting was asked for")
            List<Waiting> waiting) {
        static Enrolled of(Change change) {
            return new Enrolled(change.added(), change.kept(), change.waiting());
        }
    }

    /** What replacing the set did. */
    @Schema(name = "Replaced", description = "Course ids: the new ones, the ended ones, and those that stay")
    record Replaced(
            @Schema(examples = "[1]") List<Long> added,
            @Schema(examples = "[3]") List<Long> removed,
            @Schema(examples = "[2]") List<Long> kept) {
        static Replaced of(Change change) {
            return new Replaced(change.added(), change.removed(), change.kept());
        }
    }

    /** All courses of a student. */
    @Schema(name = "StudentCourses", description = "The courses of a student, complete, by code")
    record Courses(List<TakenCourse> items) {}

    /** A course as one of a student's. */
    @Schema(description = "A course that a student takes")
    record TakenCourse(
            @Schema(examples = "1") long id,

            @Schema(examples = "AAA-2013J") String code,

            @Schema(examples = "Module AAA, presentation 2013J")
            String name,

            @Schema(
                    description = "Null where it happened before times were recorded",
                    examples = "2026-11-20T09:00:00Z",
                    nullable = true)
            Instant enrolledAt,

            @Schema(
                    description = "Day of the completion; null while that is to come",
                    examples = "2026-06-25",
                    nullable = true)
            LocalDate completedOn,

            @Schema(description = RESULT, examples = "pass", nullable = true)
            String result) {}

    /** A student on a roster. */
    @Schema(description = "A student who takes a course")
    record RosterEntry(
            @Schema(examples = "1") long id,

            @Schema(examples = "11391") String number,

            @Schema(examples = "Ada Lovelace") String name,

            @Schema(examples = "ada@students.example") String email,

            @Schema(
                    description = "Null where it happened before times were recorded",
                    examples = "2026-11-20T09:00:00Z",
                    nullable = true)
            Instant enrolledAt,

            @Schema(
                    description = "Day of the completion; null while that is to come",
                    examples = "2026-06-25",
                    nullable = true)
            LocalDate completedOn,

            @Schema(description = RESULT, examples = "pass", nullable = true)
            String result) {}
}
