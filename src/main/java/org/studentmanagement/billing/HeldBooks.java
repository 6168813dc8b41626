package org.studentmanagement.billing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.studentmanagement.student.Holding;

/** What is held about what a student was charged and has paid. */
@ApplicationScoped
class HeldBooks {
    @RegisterForReflection
    record Charged(
            long id,
            LocalDate month,
            @Money BigDecimal amount,
            @Money BigDecimal discount,
            String discountReason,
            LocalDate dueOn,
            Instant createdAt) {}

    @RegisterForReflection
    record Allocated(long paymentId, long feeId, @Money BigDecimal amount, Instant allocatedAt, Long freedBy) {}

    private static final String CHARGED = """
            SELECT id, month, amount, discount, discount_reason, due_on, created_at FROM fees WHERE student_id = $1 ORDER BY month
            """;

    private static final String PAID = "SELECT " + PaymentResponse.COLUMNS + " FROM " + PaymentResponse.FROM
            + " WHERE p.student_id = $1 ORDER BY p.id";

    private static final String ALLOCATED = """
            SELECT a.payment_id, a.fee_id, a.amount, a.allocated_at, a.freed_by
            FROM payments p JOIN allocations a ON a.payment_id = p.id
            WHERE p.student_id = $1
            ORDER BY a.id
            """;

    @Produces
    Holding fees() {
        return new Holding("fees", Charged.class, CHARGED);
    }

    @Produces
    Holding payments() {
        return new Holding("payments", PaymentResponse.class, PAID);
    }

    @Produces
    Holding allocations() {
        return new Holding("allocations", Allocated.class, ALLOCATED);
    }
}
