package org.studentmanagement.billing;

import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 409: a payment is to pay more of a fee than is open. */
class MoreThanOpen extends ProblemException {
    private static final long serialVersionUID = 1L;

    @Example(when = ReferenceTaken.WHEN, path = PaymentResource.PATH)
    static MoreThanOpen example() {
        return new MoreThanOpen(List.of(Problem.Fault.at("/allocations/0/amount", "is more than is open: 400.00")));
    }

    MoreThanOpen(List<Problem.Fault> faults) {
        super(
                StatusCode.CONFLICT,
                "more-than-open",
                "More than is open",
                "Of fees that it is to pay, less is open: errors says how much. Nothing was stored; send at most that, and the"
                        + " rest pays fees to come.",
                faults);
    }
}
