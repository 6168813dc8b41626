package org.studentmanagement.people;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** 409: a teacher cannot go who teaches. */
class StillTeaches extends ProblemException {
    private static final long serialVersionUID = 1L;

    private StillTeaches(long courses) {
        super(
                StatusCode.CONFLICT,
                "still-teaches",
                "The teacher has courses",
                "The teacher teaches courses: %d. Leave the teacher out of theirs first.".formatted(courses));
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/teachers/1")
    static StillTeaches example() {
        return new StillTeaches(2);
    }

    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return "course_teachers_teacher_id_fkey";
        }

        @Override
        public ProblemException explain(Row row) {
            return new StillTeaches(CourseTeacher.count("teacher.id", row.id));
        }
    }
}
