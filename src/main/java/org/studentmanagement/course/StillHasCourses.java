package org.studentmanagement.course;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ProblemException;

/** 409: a term cannot go while courses are held in it. */
class StillHasCourses extends ProblemException {
    private static final long serialVersionUID = 1L;

    StillHasCourses(long courses) {
        super(
                StatusCode.CONFLICT,
                "still-has-courses",
                "Courses are held in it",
                "The term has courses: %d. Send each another term_id, or null, first.".formatted(courses));
    }
}
