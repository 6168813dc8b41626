package org.studentmanagement.setting;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Currency;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** What several features need to know of the school. */
@ApplicationScoped
public class School {
    static final int NAME_LENGTH = 100;

    /** The head of what is printed. */
    public static final Setting<Name> NAME = new Setting<>(
            "school_name",
            "text",
            "The name of the school, which stands on what is printed: 1 to 100 characters",
            Name.class,
            new Name("School"));

    private static final String EURO = "EUR";

    /** The currency, as an expression for statements that are constants. */
    public static final String CURRENCY_OF_AMOUNTS =
            "coalesce((SELECT s.value #>> '{}' FROM settings s WHERE s.name = 'currency'), '" + EURO + "')";

    /** In which all amounts are. */
    public static final Setting<CurrencyCode> CURRENCY = new Setting<>(
            "currency",
            "currency",
            "The currency of all amounts, by its code of ISO 4217, as in EUR. Amounts are not converted: it is set before the first fee",
            CurrencyCode.class,
            new CurrencyCode(EURO));

    @RegisterForReflection
    public record Name(
            @NotNull @PlainText @CodePointLength(max = NAME_LENGTH)
            String value) implements Setting.Value {}

    @RegisterForReflection
    public record CurrencyCode(
            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be a code of ISO 4217, like EUR")
            String value) implements Setting.Value {
        @Override
        public void check() {
            boolean known = Currency.getAvailableCurrencies().stream()
                    .anyMatch(currency -> currency.getCurrencyCode().equals(value));
            if (!known) {
                throw ProblemException.invalid(
                        List.of(Problem.Fault.at("/value", "must be a code of ISO 4217, like EUR")));
            }
        }

        /** How many decimal places an amount has: 2 of the euro, 0 of the yen. */
        public int digits() {
            return Math.max(0, Currency.getInstance(value).getDefaultFractionDigits());
        }
    }

    @Produces
    Setting<Name> name() {
        return NAME;
    }

    @Produces
    Setting<CurrencyCode> currency() {
        return CURRENCY;
    }
}
