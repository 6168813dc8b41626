package org.studentmanagement.oneroster;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;

/** JSON that the specification leaves open, which is kept as it was sent, as far as PostgreSQL can keep it. */
final class OpenJson {
    /** Of a number: jsonb has more, but would write one out for megabytes. */
    private static final int MOST_DIGITS = 100;

    private static final String SOURCE = "case|unknown|(?:ext:|/)[A-Za-z0-9._-]+";

    private static final Set<String> OF_RESULT = Set.of("learningObjectiveId", "score", "textScore");

    private OpenJson() {}

    /** @param member of which it is the value */
    static String kept(JsonNode value, String member) {
        if (!storable(value)) {
            throw OneRosterRefusal.invalid(
                    member + " has a text that is no Unicode, or has NUL, or a number of more than " + MOST_DIGITS
                            + " digits.");
        }
        return value.toString();
    }

    /** Whether it is {@code [{"source": …, member: […]}]}, with one at least in each list. */
    static boolean isObjectives(JsonNode sets, String member, Predicate<JsonNode> one) {
        return sets.isArray()
                && all(
                        sets,
                        set -> set.size() == 2
                                && set.path("source").isTextual()
                                && set.path("source").textValue().matches(SOURCE)
                                && set.path(member).isArray()
                                && !set.path(member).isEmpty()
                                && all(set.path(member), one));
    }

    static boolean isText(JsonNode value) {
        return value.isTextual();
    }

    static boolean isObjectiveResult(JsonNode value) {
        return value.path("learningObjectiveId").isTextual()
                && (value.path("score").isMissingNode() || value.path("score").isNumber())
                && (value.path("textScore").isMissingNode()
                        || value.path("textScore").isTextual())
                && value.properties().stream().allMatch(member -> OF_RESULT.contains(member.getKey()));
    }

    private static boolean all(JsonNode values, Predicate<JsonNode> fits) {
        for (JsonNode value : values) {
            if (!fits.test(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean storable(JsonNode value) {
        if (value.isTextual()) {
            return storable(value.textValue());
        }
        if (value.isNumber()) {
            return storable(value.decimalValue());
        }
        Iterator<String> names = value.fieldNames();
        while (names.hasNext()) {
            if (!storable(names.next())) {
                return false;
            }
        }
        return all(value, OpenJson::storable);
    }

    private static boolean storable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Written out without an exponent, as jsonb does. */
    private static boolean storable(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }
}
