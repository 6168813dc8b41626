package org.studentmanagement.course;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** 409: a course cannot go while others ask for it. */
class StillPrerequisite extends ProblemException {
    private static final long serialVersionUID = 1L;

    @Example(when = SharedResponse.IN_USE, path = "/api/courses/2")
    private StillPrerequisite() {
        super(
                StatusCode.CONFLICT,
                "still-prerequisite",
                "Courses ask for it",
                "The course is a prerequisite of others. Leave it out of theirs first.");
    }

    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return "course_prerequisites_prerequisite_id_fkey";
        }

        @Override
        public ProblemException explain(Row row) {
            return new StillPrerequisite();
        }
    }
}
