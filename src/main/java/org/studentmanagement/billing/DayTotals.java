package org.studentmanagement.billing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;
import org.studentmanagement.setting.School;

/** What the till must have at the end of a day. */
@Schema(description = "What was taken and given back on a day")
record DayTotals(
        @Schema(examples = "2026-09-10") LocalDate day,

        @Schema(description = Money.CURRENCY, examples = "EUR")
        String currency,

        @Schema(
                implementation = String.class,
                description = "Of all methods",
                examples = Money.EXAMPLE,
                pattern = Money.TOLD)
        @Money
        BigDecimal net,

        @Schema(description = "By each method") List<OfMethod> methods) {

    @RegisterForReflection
    @Schema(name = "DayTotalsOfMethod", description = "What was taken and given back by one method")
    record OfMethod(
            @Schema(hidden = true) @JsonIgnore LocalDate day,

            @Schema(hidden = true) @JsonIgnore String currency,

            @Schema(examples = "cash") String method,

            @Schema(description = "How many were taken", examples = "12")
            long payments,

            @Schema(implementation = String.class, examples = Money.EXAMPLE, pattern = Money.TOLD) @Money
            BigDecimal taken,

            @Schema(description = "How many were taken back, of whichever day", examples = "1")
            long reversals,

            @Schema(implementation = String.class, examples = "0.00", pattern = Money.TOLD) @Money
            BigDecimal givenBack,

            @Schema(
                    implementation = String.class,
                    description = "taken without given_back",
                    examples = Money.EXAMPLE,
                    pattern = Money.TOLD)
            @Money
            BigDecimal net) {}

    private static final String TOTALS = """
            SELECT asked.day, %2$s AS currency, m.method, count(p.id) FILTER (WHERE p.reverses IS NULL) AS payments,
              coalesce(sum(p.amount) FILTER (WHERE p.reverses IS NULL), 0.00) AS taken,
              count(p.reverses) AS reversals, coalesce(sum(p.amount) FILTER (WHERE p.reverses IS NOT NULL), 0.00) AS given_back,
              coalesce(sum(CASE WHEN p.reverses IS NULL THEN p.amount ELSE -p.amount END), 0.00) AS net
            FROM (SELECT coalesce($1::date, %1$s) AS day) asked
            CROSS JOIN unnest('{cash,card,bank,upi}'::text[]) WITH ORDINALITY AS m (method, place)
            LEFT JOIN payments p ON p.paid_on = asked.day AND p.method = m.method
            GROUP BY asked.day, m.method, m.place
            ORDER BY m.place
            """.formatted(Charge.TODAY, School.CURRENCY_OF_AMOUNTS);

    /** @param day today where null */
    static Uni<DayTotals> of(LocalDate day) {
        return Sql.list(OfMethod.class, TOTALS, day)
                .map(methods -> new DayTotals(
                        methods.get(0).day(),
                        methods.get(0).currency(),
                        methods.stream().map(OfMethod::net).reduce(BigDecimal.ZERO, BigDecimal::add),
                        methods));
    }
}
