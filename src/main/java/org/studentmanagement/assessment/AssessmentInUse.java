package org.studentmanagement.assessment;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.SharedResponse;

/** 409: an assessment cannot go while it has results or parts, nor a student who has results. */
class AssessmentInUse extends ProblemException {
    private static final long serialVersionUID = 1L;

    private AssessmentInUse(String sentence) {
        super(StatusCode.CONFLICT, "still-has-assessment-results", "There are results of assessments", sentence);
    }

    AssessmentInUse(long results, long parts) {
        this("The assessment has results: %d, and parts: %d. Delete these first.".formatted(results, parts));
    }

    static AssessmentInUse ofStudent(long results) {
        return new AssessmentInUse(
                "The student has results of assessments: %d. Delete these by OneRoster first, or erase the student."
                        .formatted(results));
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/students/1")
    static AssessmentInUse example() {
        return ofStudent(2);
    }
}
