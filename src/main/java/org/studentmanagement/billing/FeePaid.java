package org.studentmanagement.billing;

import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.SharedResponse;

/** 409: of a fee more is paid than it would ask for, or it was paid and is to go. */
class FeePaid extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String OR_TAKEN =
            SharedResponse.EXISTS + ". Or: more is paid than the amount without the discount would be";

    private FeePaid(String detail, List<Problem.Fault> faults) {
        super(StatusCode.CONFLICT, "fee-paid", "The fee was paid", detail, faults);
    }

    @Example(when = OR_TAKEN, name = "fee-paid-change", path = "/api/fees/1")
    static FeePaid changed() {
        return new FeePaid(
                "More of it is paid than the amount without the discount would be. Nothing was stored; send a higher"
                        + " amount or a lower discount, or take a payment back first.",
                List.of(Problem.Fault.at("/amount", "must not be less than the discount and what is paid")));
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/fees/1")
    static FeePaid deleted() {
        return new FeePaid(
                "Payments refer to it, be they taken back or not, so that it stays. If it is not to be asked for, take"
                        + " its payments back and send a discount of the whole amount.",
                List.of());
    }
}
