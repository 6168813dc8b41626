package org.studentmanagement.schoolclass;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** 409: a teacher cannot go who has classes. */
class StillHasClasses extends ProblemException {
    private static final long serialVersionUID = 1L;

    private StillHasClasses(long classes) {
        super(
                StatusCode.CONFLICT,
                "still-has-classes",
                "The teacher has classes",
                "The teacher has classes: %d. Leave the teacher out of theirs first.".formatted(classes));
    }

    @Example(when = SharedResponse.IN_USE, name = "teacher-still-has-classes", path = "/api/teachers/1")
    static StillHasClasses example() {
        return new StillHasClasses(2);
    }

    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return "class_teachers_teacher_id_fkey";
        }

        @Override
        public ProblemException explain(Row row) {
            return new StillHasClasses(ClassTeacher.count("teacher.id", row.id));
        }
    }
}
