package org.studentmanagement.course;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.SharedResponse;

/** 409: a term cannot go while courses are held in it. */
class StillHasCourses extends ProblemException {
    private static final long serialVersionUID = 1L;

    @Example(when = SharedResponse.IN_USE, path = "/api/terms/1")
    static StillHasCourses example() {
        return new StillHasCourses(12);
    }

    StillHasCourses(long courses) {
        super(
                StatusCode.CONFLICT,
                "still-has-courses",
                "Courses are held in it",
                "The term has courses: %d. Send each another term_id, or null, first.".formatted(courses));
    }
}
