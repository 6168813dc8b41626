package org.studentmanagement.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.function.Function;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** What the constraints stand for that refuse fees, and students because of them. */
@ApplicationScoped
class FeeRefusals {
    private record Refusal(String constraint, Function<Row, ProblemException> reason) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return reason.apply(row);
        }
    }

    @Produces
    ConstraintRefusal ofStudentOfFee() {
        return new Refusal(
                "fees_student_id_fkey",
                row -> row instanceof Fee fee ? new UnknownStudent(fee.studentId) : new StillBilled());
    }

    @Produces
    ConstraintRefusal ofStudentOfPayment() {
        return new Refusal("payments_student_id_fkey", row -> new StillBilled());
    }

    @Produces
    ConstraintRefusal ofAllocation() {
        return new Refusal("allocations_fee_id_fkey", row -> FeePaid.deleted());
    }

    /** That the trigger names. */
    @Produces
    ConstraintRefusal ofPaid() {
        return new Refusal("fees_paid", row -> FeePaid.changed());
    }

    @Produces
    ConstraintRefusal ofDiscount() {
        return new Refusal("fees_check", row -> Charge.refusal(((Fee) row).amount, ((Fee) row).discount));
    }
}
