package org.studentmanagement.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.studentmanagement.api.TextRule;
import org.studentmanagement.course.CourseValues;
import org.studentmanagement.student.StudentValues;

/**
 * What a value must be, at least as strict as the constraints of the database, so that a row is refused with its line
 * and not the whole import by the first constraint that it meets.
 */
final class Rules {
    private static final int QUOTED_LENGTH = 40;
    private static final int LAST_YEAR = 9999;

    private static final Pattern NUMBER = Pattern.compile(StudentValues.NUMBER);
    private static final Pattern CODE = Pattern.compile(CourseValues.CODE);
    private static final Pattern EMAIL = Pattern.compile(StudentValues.EMAIL);

    private Rules() {}

    static String number(String value) throws RefusedValueException {
        return matching(
                value,
                StudentValues.NUMBER_LENGTH,
                NUMBER,
                "a student's number: send 1 to 32 letters, digits, '.', '_', '/' and '-', a letter or digit first");
    }

    static String code(String value) throws RefusedValueException {
        return matching(
                value,
                CourseValues.CODE_LENGTH,
                CODE,
                "a course's code: send 1 to 32 capitals and digits, single hyphens between");
    }

    static String email(String value) throws RefusedValueException {
        return matching(
                value,
                StudentValues.EMAIL_LENGTH,
                EMAIL,
                "an e-mail address of at most 120 characters: send one like ada@example.org");
    }

    /** Of a student or a course: the columns are of one length. */
    static String name(String value) throws RefusedValueException {
        if (TextRule.isBlank(value)) {
            throw new RefusedValueException("is blank: send a name");
        }
        return fitting(value, StudentValues.NAME_LENGTH, false);
    }

    static String description(String value) throws RefusedValueException {
        return value.isEmpty() ? null : fitting(value, CourseValues.DESCRIPTION_LENGTH, true);
    }

    /** RFC 3339 with any offset, or a date, which means its first moment in UTC. */
    static String time(String value) throws RefusedValueException {
        if (value.isEmpty()) {
            return null;
        }
        Instant instant = parse(value);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > LAST_YEAR) {
            throw new RefusedValueException(quote(value) + " is not in the years 1 to " + LAST_YEAR);
        }
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

    /** The length comes first, since a pattern may need a deep stack for a value of any length. */
    private static String matching(String value, int most, Pattern pattern, String expected)
            throws RefusedValueException {
        if (value.codePointCount(0, value.length()) > most
                || !pattern.matcher(value).matches()) {
            throw new RefusedValueException(quote(value) + " is not " + expected);
        }
        return value;
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
