package org.studentmanagement.billing;

import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: a payment is to pay fees that the student does not have. */
class UnknownFees extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "There is no such student, or the student has no such fee: nothing was stored";

    @Example(when = WHEN, path = PaymentResource.PATH)
    static UnknownFees example() {
        return new UnknownFees(
                List.of(Problem.Fault.at("/allocations/0/fee_id", "is the id of no fee of the student")));
    }

    @Example(when = WHEN, name = "unknown-student-of-payment", path = PaymentResource.PATH)
    static UnknownStudent ofNobody() {
        return new UnknownStudent(9);
    }

    UnknownFees(List<Problem.Fault> faults) {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-fees",
                "The student has no such fees",
                "Fees that it is to pay are not the student's: errors says which. Nothing was stored.",
                faults);
    }
}
