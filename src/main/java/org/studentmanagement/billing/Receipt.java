package org.studentmanagement.billing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;
import org.studentmanagement.api.pdf.PageColumn;
import org.studentmanagement.api.pdf.PrintedPages;
import org.studentmanagement.setting.School;

/** What whoever has paid is given. It says as well that the payment was taken back, where it was. */
record Receipt(Head head, PaymentResponse.Whole payment) {
    /** @param reverses number of the receipt of the payment that it takes back */
    @RegisterForReflection
    record Head(String school, String name, String number, Long reverses, Long reversedBy) {}

    private static final float SMALL = 9;
    private static final float TEXT = 10;

    private static final List<PageColumn> FACT = List.of(PageColumn.left(150), PageColumn.left(337));
    private static final List<PageColumn> PART = List.of(PageColumn.left(350), PageColumn.right(137));

    private static final String HEAD = """
            SELECT %s #>> '{}' AS school, s.name, s.number, reversed.receipt_number AS reverses, reversal.receipt_number AS reversed_by
            FROM payments p
            LEFT JOIN students s ON s.id = p.student_id
            LEFT JOIN payments reversed ON reversed.id = p.reverses
            LEFT JOIN payments reversal ON reversal.reverses = p.id
            WHERE p.id = $1 AND ($2::bigint IS NULL OR p.student_id = $2)
            """;

    /**
     * Fails where there is none.
     *
     * @param student for whom it was paid; null for whomever
     */
    static Uni<Receipt> of(long payment, Long student) {
        return Sql.snapshot(sql -> sql.run(Head.class, HEAD.formatted(School.NAME.expression()), payment, student)
                .flatMap(found -> {
                    if (found.isEmpty()) {
                        throw new NotFound("payment", payment);
                    }
                    return Payments.whole(payment, sql).map(whole -> new Receipt(found.get(0), whole));
                }));
    }

    byte[] printed() {
        PaymentResponse paid = payment.payment();
        return PrintedPages.of(title(), pages -> {
            pages.lines(16, true, head.school());
            pages.gap(TEXT);
            pages.lines(14, true, title());
            pages.rule();
            pages.gap(TEXT);
            pages.row(FACT, TEXT, false, "Student", head.name() == null ? "unknown" : head.name());
            if (head.number() != null) {
                pages.row(FACT, TEXT, false, "Registration number", head.number());
            }
            pages.row(FACT, TEXT, false, "Day", paid.paidOn().toString());
            pages.row(FACT, TEXT, false, "Method", paid.method());
            pages.row(FACT, TEXT, false, "Reference", paid.reference());
            pages.row(
                    FACT,
                    TEXT,
                    true,
                    paid.reverses() == null ? "Received" : "Given back",
                    paid.currency() + " " + paid.amount());
            if (head.reverses() != null) {
                pages.row(FACT, TEXT, false, "Takes back", "Receipt " + head.reverses());
            }
            if (head.reversedBy() != null) {
                pages.row(FACT, TEXT, true, "Taken back", "By receipt " + head.reversedBy());
            }
            pages.row(FACT, TEXT, false, "Note", paid.reason());
            pages.row(FACT, SMALL, false, "Taken down by", paid.takenBy());
            if (!payment.allocations().isEmpty()) {
                pages.gap(2 * TEXT);
                pages.row(PART, SMALL, false, "Fee for the month", "Paid with it");
                pages.rule();
                for (PaymentResponse.Part part : payment.allocations()) {
                    pages.row(
                            PART,
                            TEXT,
                            false,
                            part.month().toString().substring(0, 7),
                            part.amount().toString());
                }
            }
        });
    }

    private String title() {
        return "Receipt " + payment.payment().receiptNumber();
    }

    String file() {
        return "receipt-" + payment.payment().receiptNumber();
    }
}
