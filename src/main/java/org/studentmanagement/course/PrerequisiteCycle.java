package org.studentmanagement.course;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 409: courses cannot be prerequisites of each other. */
class PrerequisiteCycle extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** That the trigger names. */
    static final String CONSTRAINT = "course_prerequisites_cycle";

    static final String WHEN = "One of them asks for this course, by itself or by others: nothing was changed";

    @Example(when = WHEN, path = "/api/courses/2/prerequisites")
    PrerequisiteCycle() {
        super(
                StatusCode.CONFLICT,
                "prerequisite-cycle",
                "The prerequisites form a cycle",
                "One of the courses is this course, or asks for it, by itself or by others, so that nobody could begin."
                        + " Nothing was changed; leave it out.");
    }
}
