package org.studentmanagement.departure;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 409: what was asked does not fit how far the request of the student has come. */
class DepartureRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** Of the index that has it that a student leaves once. */
    static final String ONE = "departures_student_id_idx";

    static final String OPEN = "The student has asked already, or has left: nothing was stored";

    static final String DECIDED = "The request is in another state: detail says which. Nothing was changed";

    private DepartureRefused(String kind, String title, String detail) {
        super(StatusCode.CONFLICT, kind, title, detail);
    }

    @Example(when = OPEN, path = "/api/students/1/departures")
    static DepartureRefused open() {
        return new DepartureRefused(
                "departure-open",
                "The student has asked already, or has left",
                "A request waits to be decided, or was granted. Nothing was stored; withdraw that, or take it back, first.");
    }

    @Example(when = DECIDED, path = "/api/students/1/departures/1/decision")
    static DepartureRefused example() {
        return decided("granted", "requested");
    }

    static DepartureRefused decided(String state, String wanted) {
        return new DepartureRefused(
                "departure-decided",
                "The request is in another state",
                "It is %s, and this is done of one that is %s. Nothing was changed.".formatted(state, wanted));
    }
}
