package org.studentmanagement.enrollment;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 410: what a reader has been told is of another history than the one that is there. */
class OtherHistory extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "The database was restored, or another server has taken over: begin again";

    @Example(when = WHEN, path = "/api/enrollment-events")
    OtherHistory() {
        super(
                StatusCode.GONE,
                "other-history",
                "The history is another one",
                "The database was restored since then, or another server has taken over, which may lack some of what was read."
                        + " Begin again without after or Last-Event-ID.");
    }
}
