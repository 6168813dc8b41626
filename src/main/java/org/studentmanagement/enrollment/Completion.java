package org.studentmanagement.enrollment;

import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Sql;
import org.studentmanagement.student.Student;

/** That a student has completed a course, on a day, with a result. It keeps the enrollment, and may be what another course asks for. */
@Schema(description = "That an enrollment is completed")
record Completion(
        @Schema(description = "Day of the completion", examples = "2026-06-25") @NotNull
        LocalDate completedOn,

        @Schema(
                description = "With what result",
                examples = "pass",
                enumeration = {"distinction", "pass", "fail"})
        @NotNull(message = "must be distinction, pass or fail")
        @Pattern(regexp = RESULT, message = "must be distinction, pass or fail")
        String result) {

    /** The same as in the constraint {@code student_courses_result_check}. */
    static final String RESULT = "distinction|pass|fail";

    private static final String SET = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT s.id FROM students s, acting WHERE s.id = $2 FOR SHARE OF s)
            UPDATE student_courses e SET completed_on = $4::date, result = $5
            FROM student
            WHERE e.student_id = student.id AND e.course_id = $3
            RETURNING e.student_id, e.course_id, e.enrolled_at, e.completed_on, e.result, e.over_capacity
            """;

    /** Completes the enrollment, or corrects its completion. Fails with {@link NotEnrolled} where there is none. */
    Uni<EnrollmentResponse> of(long student, long course) {
        return set(student, course, completedOn, result);
    }

    /** The enrollment goes on. */
    static Uni<EnrollmentResponse> takeBack(long student, long course) {
        return set(student, course, null, null);
    }

    private static Uni<EnrollmentResponse> set(long student, long course, LocalDate day, String result) {
        return Sql.write(EnrollmentResponse.class, SET, Cause.of(null).values(), student, course, day, result)
                .call(changed -> changed.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem())
                .map(changed -> changed.stream().findFirst().orElseThrow(() -> new NotEnrolled(student, course)));
    }
}
