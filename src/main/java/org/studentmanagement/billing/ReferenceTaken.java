package org.studentmanagement.billing;

import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 409: a payment with the reference was taken down already. */
class ReferenceTaken extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "The reference is taken, or an allocation is more than is open: nothing was stored";

    @Example(when = WHEN, path = PaymentResource.PATH)
    static ReferenceTaken example() {
        return new ReferenceTaken("card");
    }

    ReferenceTaken(String method) {
        super(
                StatusCode.CONFLICT,
                "reference-taken",
                "It was taken down already",
                "A payment by %s has the reference already. Nothing was stored; read it by reference before you send another."
                        .formatted(method),
                List.of(Problem.Fault.at("/reference", "is taken")));
    }
}
