package org.studentmanagement.billing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Sql;
import org.studentmanagement.setting.School;

/** What classes owe for each month, as sums of the rows. */
@Schema(description = "What is charged, paid and left to pay, by class and month")
record FeeTotals(
        @Schema(description = Money.CURRENCY, examples = "EUR")
        String currency,

        @Schema(
                implementation = String.class,
                description = "What all of them have left to pay",
                examples = Money.EXAMPLE,
                pattern = Money.TOLD)
        @Money
        BigDecimal open,

        @Schema(description = "Each class and month for which something was charged, by the code and the month")
        List<OfClass> items) {

    @RegisterForReflection
    @Schema(name = "FeeTotalsOfClass", description = "The fees of a class for a month")
    record OfClass(
            @Schema(hidden = true) @JsonIgnore String currency,

            @Schema(examples = "1") Long classId,

            @Schema(description = "Code of the class", examples = "2026-7A")
            String code,

            @Schema(description = "What the class is called", examples = "7A")
            String name,

            @Schema(description = "As its first day", examples = "2026-09-01")
            LocalDate month,

            @Schema(description = "How many students are charged", examples = "28")
            long students,

            @Schema(
                    implementation = String.class,
                    description = "Before discounts",
                    examples = Money.EXAMPLE,
                    pattern = Money.TOLD)
            @Money
            BigDecimal charged,

            @Schema(implementation = String.class, examples = "0.00", pattern = Money.TOLD) @Money
            BigDecimal discounted,

            @Schema(
                    implementation = String.class,
                    description = "By payments that were not taken back",
                    examples = "400.00",
                    pattern = Money.TOLD)
            @Money
            BigDecimal paid,

            @Schema(
                    implementation = String.class,
                    description = "charged without discounted and paid",
                    examples = "800.00",
                    pattern = Money.TOLD)
            @Money
            BigDecimal open,

            @Schema(
                    implementation = String.class,
                    description = "What of it is open after the day on which it was due",
                    examples = "0.00",
                    pattern = Money.TOLD)
            @Money
            BigDecimal overdue) {}

    /** A row of nothing else where a term has no class, or a class no fee: that is not to be unknown. */
    private static final String TOTALS = """
            SELECT %2$s AS currency, c.id AS class_id, c.code, c.name, f.month, count(f.id) AS students,
              sum(f.amount) AS charged, sum(f.discount) AS discounted, sum(p.paid) AS paid,
              sum(f.amount - f.discount - p.paid) AS open,
              coalesce(sum(f.amount - f.discount - p.paid) FILTER (WHERE NOT f.settled AND f.due_on < %1$s), 0.00) AS overdue
            FROM terms t
            LEFT JOIN classes c ON c.term_id = t.id
            LEFT JOIN class_members m ON m.class_id = c.id AND NOT EXISTS (
              SELECT FROM class_members later JOIN classes other ON other.id = later.class_id
              WHERE later.student_id = m.student_id AND other.term_id = c.term_id
                AND (later.joined_on, later.id) > (m.joined_on, m.id))
            LEFT JOIN fees f ON f.student_id = m.student_id AND f.month BETWEEN date_trunc('month', t.begins_on)::date AND t.ends_on
            LEFT JOIN LATERAL (
              SELECT coalesce(sum(a.amount), 0.00) AS paid FROM allocations a WHERE a.fee_id = f.id AND a.freed_by IS NULL) p ON true
            WHERE %3$s = $1
            GROUP BY c.id, f.month
            ORDER BY c.code, f.month
            """;

    private static final String OF_TERM = TOTALS.formatted(Charge.TODAY, School.CURRENCY_OF_AMOUNTS, "t.id");

    private static final String OF_CLASS = TOTALS.formatted(Charge.TODAY, School.CURRENCY_OF_AMOUNTS, "c.id");

    /** Of a term or of a class: one of them must be sent. */
    static Uni<FeeTotals> of(Long term, Long schoolClass) {
        if ((term == null) == (schoolClass == null)) {
            throw ProblemException.invalidParameter(
                    "term_id", term == null ? "or class_id must be sent" : "must not come together with class_id");
        }
        return term == null
                ? of(OF_CLASS, schoolClass, "class_id", "must be the id of a class")
                : of(OF_TERM, term, "term_id", "must be the id of a term");
    }

    private static Uni<FeeTotals> of(String statement, long id, String parameter, String refusal) {
        return Sql.list(OfClass.class, statement, id).map(found -> {
            if (found.isEmpty()) {
                throw ProblemException.invalidParameter(parameter, refusal);
            }
            List<OfClass> charged =
                    found.stream().filter(line -> line.month() != null).toList();
            return new FeeTotals(
                    found.get(0).currency(),
                    charged.stream().map(OfClass::open).reduce(new BigDecimal("0.00"), BigDecimal::add),
                    charged);
        });
    }
}
