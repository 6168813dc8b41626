package org.studentmanagement.oneroster;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a condition of a filter: comparisons as in {@code role='teacher'}, joined by AND and OR, of which AND binds closer. Values are
 * parameters of the statement, never a part of it. Texts are compared without regard to case.
 */
final class RosterFilter {
    /** Characters: what is longer is a list of ids that is read better one by one. */
    static final int LONGEST = 2_000;

    /** Comparisons. */
    static final int MOST = 20;

    private static final String FORM =
            "A filter is like role='teacher' AND dateLastModified>'2026-01-31', with = != > >= < <= or ~ (contains), a quote in a value twice,"
                    + " and at most " + MOST + " comparisons in " + LONGEST + " characters.";

    private static final Pattern COMPARISON =
            Pattern.compile("\\s*+([A-Za-z][A-Za-z.]*+)\\s*+(!=|>=|<=|=|>|<|~)\\s*+'([^']*+(?:''[^']*+)*+)'");

    private static final Pattern JOINED = Pattern.compile("\\s+(AND|OR)\\s+", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(?:[.][0-9]{1,6})?");

    private static final Map<String, String> ORDERED = Map.of(">", ">", ">=", ">=", "<", "<", "<=", "<=");

    private static final int LAST_YEAR = 9999;

    private final RosterRecord record;
    private final RosterValues values;
    private String since;
    private Instant sinceTime;

    RosterFilter(RosterRecord record, RosterValues values) {
        this.record = record;
        this.values = values;
    }

    /**
     * A parameter: all that the filter finds has changed since then. Null where it says nothing of the kind.
     *
     * @param made when the school was: whatever has no time of its own has that one
     */
    String since(Instant made) {
        return since == null || sinceTime.isBefore(made) ? null : since;
    }

    /** @throws OneRosterRefusal if it is none, or names what the records do not have */
    String condition(String filter) {
        if (filter.length() > LONGEST) {
            throw OneRosterRefusal.invalid(FORM);
        }
        StringBuilder condition = new StringBuilder("(");
        Matcher comparison = COMPARISON.matcher(filter);
        Matcher joined = JOINED.matcher(filter);
        int count = 0;
        int place = 0;
        boolean either = false;
        while (true) {
            comparison.region(place, filter.length());
            if (!comparison.lookingAt() || ++count > MOST) {
                throw OneRosterRefusal.invalid(FORM);
            }
            condition.append(compare(comparison));
            joined.region(comparison.end(), filter.length());
            if (!joined.lookingAt()) {
                break;
            }
            boolean and = joined.group(1).equalsIgnoreCase("AND");
            either |= !and;
            condition.append(and ? " AND " : " OR ");
            place = joined.end();
        }
        if (!filter.substring(comparison.end()).isBlank()) {
            throw OneRosterRefusal.invalid(FORM);
        }
        if (either) {
            since = null;
        }
        return condition.append(')').toString();
    }

    private String compare(Matcher comparison) {
        Field field = record.field(comparison.group(1))
                .orElseThrow(() -> new OneRosterRefusal(
                        OneRosterRefusal.FILTER,
                        "The filter names a field that is not known. Known are "
                                + String.join(", ", record.fieldNames()) + "."));
        String operator = comparison.group(2);
        String value = comparison.group(3).replace("''", "'");
        if (operator.equals("~")) {
            return "strpos(lower(%s), lower(%s)) > 0".formatted(field.text(), values.add(value, "text"));
        }
        return switch (field.type()) {
            case ID -> compareId(field, operator, value);
            case TEXT -> compare("lower(" + field.value() + ")", operator, "lower(" + values.add(value, "text") + ")");
            case NUMBER ->
                compare(field.value(), operator, values.add(number(value), "text") + "::" + field.type().cast);
            case DATE -> compare(field.value(), operator, values.add(day(value), field.type().cast));
            case TIME -> compareTime(field, operator, time(value));
        };
    }

    private String compareId(Field field, String operator, String value) {
        if (ORDERED.containsKey(operator)) {
            return compare(field.value(), operator, "lower(" + values.add(value, "text") + ")");
        }
        String same = values.is(field, value);
        return operator.equals("=") ? same : same + " IS NOT TRUE";
    }

    private String compareTime(Field field, String operator, OffsetDateTime time) {
        String parameter = values.add(time, field.type().cast);
        if (operator.startsWith(">") && field.name().equals(Member.CHANGED)) {
            since = parameter;
            sinceTime = time.toInstant();
        }
        return compare(field.value(), operator, parameter);
    }

    /** What has no value is not the value either. */
    private static String compare(String left, String operator, String right) {
        return operator.equals("!=")
                ? "%s IS DISTINCT FROM %s".formatted(left, right)
                : "%s %s %s".formatted(left, ORDERED.getOrDefault(operator, "="), right);
    }

    private static String number(String value) {
        if (NUMBER.matcher(value).matches()) {
            return value;
        }
        throw OneRosterRefusal.invalid("A number in a filter is like '12.5'.");
    }

    private static LocalDate day(String value) {
        try {
            LocalDate day = LocalDate.parse(value.length() > 10 ? value.substring(0, value.indexOf('T')) : value);
            if (day.getYear() >= 1 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException | IndexOutOfBoundsException unreadable) {
            // said below
        }
        throw OneRosterRefusal.invalid("A date in a filter is like '2026-01-31'.");
    }

    private static OffsetDateTime time(String value) {
        try {
            Instant time = value.contains("T")
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
            if (utc.getYear() >= 1 && utc.getYear() <= LAST_YEAR) {
                return utc;
            }
        } catch (DateTimeException unreadable) {
            // said below
        }
        throw OneRosterRefusal.invalid("A time in a filter is like '2026-01-31T09:00:00Z', or a date.");
    }
}
