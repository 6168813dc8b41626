package org.studentmanagement.schema.lint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a column can change its type without a touch to its rows. PostgreSQL can where every old value is, byte for byte, a
 * value of the new type.
 */
public record TypeChange(Type from, Type to) {
    private static final Pattern WRITTEN =
            Pattern.compile("(.+?)(?:\\((\\d+)(?:,(\\d+))?\\))?((?:with|without)timezone)?(\\[.*|array.*)?");
    /** The names that PostgreSQL has for a type besides the first one. */
    private static final Map<String, String> ALIASES = """
            integer int int4 serial serial4
            bigint int8 bigserial serial8
            smallint int2 smallserial serial2
            varchar charactervarying
            char character bpchar
            numeric decimal dec
            boolean bool
            doubleprecision float8
            real float4
            varbit bitvarying
            timestamptz timestampwithtimezone
            timestamp timestampwithouttimezone
            timetz timewithtimezone
            time timewithouttimezone
            """.lines()
            .map(line -> line.split(" "))
            .flatMap(names -> Arrays.stream(names).skip(1).map(alias -> Map.entry(alias, names[0])))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<String, String> BOUNDS = Map.of(
            "smallint", "-32768 AND 32767",
            "integer", "-2147483648 AND 2147483647",
            "bigint", "-9223372036854775808 AND 9223372036854775807");
    private static final int FINEST = 6;

    /** @param size length or precision, -1 for none */
    private record Type(String base, int size, int scale, boolean array) {
        static Type of(String written) {
            String compact =
                    written.toLowerCase(Locale.ROOT).replaceAll("\\s+", "").replaceFirst("^pg_catalog\\.", "");
            Matcher parts = WRITTEN.matcher(compact);
            if (!parts.matches()) {
                return new Type(compact, -1, -1, false);
            }
            String base = parts.group(1) + (parts.group(4) == null ? "" : parts.group(4));
            return new Type(
                    ALIASES.getOrDefault(base, base),
                    number(parts.group(2)),
                    number(parts.group(3)),
                    parts.group(5) != null);
        }

        private static int number(String digits) {
            return digits == null ? -1 : Integer.parseInt(digits);
        }

        boolean is(String... bases) {
            return Stream.of(bases).anyMatch(base::equals);
        }

        int precision() {
            return size < 0 ? FINEST : size;
        }

        int digitsAfterThePoint() {
            return Math.max(scale, 0);
        }

        boolean anyLength() {
            return size < 0;
        }
    }

    public static TypeChange of(String from, String to) {
        return new TypeChange(Type.of(from), Type.of(to));
    }

    static boolean isNumber(String type) {
        return Type.of(type).is("smallint", "integer", "bigint", "numeric", "real", "doubleprecision");
    }

    /** The condition under which a number becomes one of the type; null where no condition is needed, or it is no number. */
    static String bounds(String type, String number) {
        Type to = Type.of(type);
        if (BOUNDS.containsKey(to.base)) {
            return "%s BETWEEN %s".formatted(number, BOUNDS.get(to.base));
        }
        return to.is("numeric") && !to.anyLength()
                ? "abs(round(%s::numeric, %d)) < 1e%d"
                        .formatted(number, to.digitsAfterThePoint(), to.size - to.digitsAfterThePoint())
                : null;
    }

    /** Whether PostgreSQL writes every row anew. */
    public boolean rewrites() {
        if (from.equals(to)) {
            return false;
        }
        if (from.array || to.array) {
            return true;
        }
        if (!from.base.equals(to.base)) {
            boolean text = from.is("varchar", "text") && to.is("varchar", "text") && to.anyLength();
            return !text && !(from.is("cidr") && to.is("inet"));
        }
        if (to.is("varchar", "varbit")) {
            return !to.anyLength() && (from.anyLength() || to.size < from.size);
        }
        if (to.is("numeric")) {
            return !to.anyLength()
                    && (from.anyLength()
                            || to.size < from.size
                            || to.digitsAfterThePoint() != from.digitsAfterThePoint());
        }
        if (to.is("timestamp", "timestamptz", "time", "timetz", "interval")) {
            return to.precision() < from.precision();
        }
        return true;
    }
}
