package org.studentmanagement.schema.lint;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a column can change its type without a touch to its rows. PostgreSQL can where every old value is, byte for byte, a
 * value of the new type.
 */
record TypeChange(Type from, Type to) {
    private static final Pattern WRITTEN =
            Pattern.compile("(.+?)(?:\\((\\d+)(?:,(\\d+))?\\))?((?:with|without)timezone)?(\\[.*|array.*)?");
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("serial", "integer"),
            Map.entry("serial4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("bigserial", "bigint"),
            Map.entry("serial8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("smallserial", "smallint"),
            Map.entry("serial2", "smallint"),
            Map.entry("charactervarying", "varchar"),
            Map.entry("character", "char"),
            Map.entry("bpchar", "char"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("bool", "boolean"),
            Map.entry("float8", "doubleprecision"),
            Map.entry("float4", "real"),
            Map.entry("bitvarying", "varbit"),
            Map.entry("timestampwithtimezone", "timestamptz"),
            Map.entry("timestampwithouttimezone", "timestamp"),
            Map.entry("timewithtimezone", "timetz"),
            Map.entry("timewithouttimezone", "time"));
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

    static TypeChange of(String from, String to) {
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

    boolean rewrites() {
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
