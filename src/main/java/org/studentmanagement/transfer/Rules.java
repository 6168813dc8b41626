package org.studentmanagement.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.studentmanagement.api.TextRule;

/**
 * What a value must be, at least as strict as the constraints of the database, so that a row is refused with its line
 * and not the whole import by the first constraint that it meets.
 */
public final class Rules {
    private static final int QUOTED_LENGTH = 40;
    private static final int LAST_YEAR = 9999;

    private Rules() {}

    /** @param pattern of letters, digits and some signs, a letter or digit first */
    public static Column.Rule number(String what, String pattern, int most) {
        return matching(
                pattern,
                most,
                "%s: send 1 to %d letters, digits, '.', '_', '/' and '-', a letter or digit first"
                        .formatted(what, most));
    }

    /** The length comes first, since a pattern may need a deep stack for a value of any length. */
    public static Column.Rule matching(String pattern, int most, String expected) {
        Pattern compiled = Pattern.compile(pattern);
        return value -> {
            if (value.codePointCount(0, value.length()) > most
                    || !compiled.matcher(value).matches()) {
                throw new RefusedValueException(quote(value) + " is not " + expected);
            }
            return value;
        };
    }

    /** A line by which something is known. */
    public static Column.Rule name(int most) {
        return value -> {
            if (TextRule.isBlank(value)) {
                throw new RefusedValueException("is blank: send a name");
            }
            return fitting(value, most, false);
        };
    }

    /** Text of several lines, or none. */
    public static Column.Rule text(int most) {
        return value -> value.isEmpty() ? null : fitting(value, most, true);
    }

    /** The same, or nothing, which is no value. */
    public static Column.Rule orNone(Column.Rule rule) {
        return value -> value.isEmpty() ? null : rule.stage(value);
    }

    /** A whole number that is not negative. */
    public static String count(String value) throws RefusedValueException {
        try {
            if (value.matches("[0-9]+")) {
                return Integer.toString(Integer.parseInt(value));
            }
        } catch (NumberFormatException tooLarge) {
            // is refused like any other
        }
        throw new RefusedValueException(quote(value) + " is not a count: send 0 to " + Integer.MAX_VALUE);
    }

    /** A day, as {@code 2013-10-01}. */
    public static String date(String value) throws RefusedValueException {
        try {
            requireYear(value, LocalDate.parse(value).getYear());
            return value;
        } catch (DateTimeParseException e) {
            throw new RefusedValueException(quote(value) + " is not a date: send one like 2013-10-01");
        }
    }

    /** RFC 3339 with any offset, or a date, which means its first moment in UTC. */
    public static String time(String value) throws RefusedValueException {
        if (value.isEmpty()) {
            return null;
        }
        Instant instant = parse(value);
        requireYear(value, instant.atOffset(ZoneOffset.UTC).getYear());
        return instant.toString();
    }

    /** The value for a sentence, shortened, and without what a terminal would take for a command. */
    static String quote(String value) {
        String printable = TextRule.shown(value);
        if (printable.codePointCount(0, printable.length()) > QUOTED_LENGTH) {
            printable = printable.substring(0, printable.offsetByCodePoints(0, QUOTED_LENGTH)) + "...";
        }
        return '"' + printable + '"';
    }

    private static void requireYear(String value, int year) throws RefusedValueException {
        if (year < 1 || year > LAST_YEAR) {
            throw new RefusedValueException(quote(value) + " is not in the years 1 to " + LAST_YEAR);
        }
    }

    private static Instant parse(String value) throws RefusedValueException {
        try {
            return value.indexOf(':') < 0
                    ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw new RefusedValueException(
                    quote(value) + " is not a time: send one like 2013-05-20 or 2013-05-20T09:30:00Z");
        }
    }

    private static String fitting(String value, int most, boolean lines) throws RefusedValueException {
        int length = value.codePointCount(0, value.length());
        if (length > most) {
            throw new RefusedValueException("has " + length + " characters: send at most " + most);
        }
        Optional<String> fault = TextRule.fault(value, lines);
        if (fault.isPresent()) {
            throw new RefusedValueException(fault.get());
        }
        return value;
    }
}
