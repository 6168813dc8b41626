package org.studentmanagement.schema.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a column, by whichever of its names it is written.
 *
 * @param base in the shortest of them, without blanks
 * @param size length or precision, -1 for none
 * @param scale -1 for none
 */
public record ColumnType(String base, int size, int scale, boolean array) {
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

    private static final Map<String, String> LARGEST =
            Map.of("smallint", "32767", "integer", "2147483647", "bigint", "9223372036854775807");
    private static final int FINEST = 6;

    public static ColumnType of(String written) {
        String compact = written.toLowerCase(Locale.ROOT).replaceAll("\\s+", "").replaceFirst("^pg_catalog\\.", "");
        Matcher parts = WRITTEN.matcher(compact);
        if (!parts.matches()) {
            return new ColumnType(compact, -1, -1, false);
        }
        String base = parts.group(1) + (parts.group(4) == null ? "" : parts.group(4));
        return new ColumnType(
                ALIASES.getOrDefault(base, base),
                number(parts.group(2)),
                number(parts.group(3)),
                parts.group(5) != null);
    }

    private static int number(String digits) {
        return digits == null ? -1 : Integer.parseInt(digits);
    }

    public boolean isInteger() {
        return !array && LARGEST.containsKey(base);
    }

    public boolean isNumber() {
        return isInteger() || is("numeric", "real", "doubleprecision");
    }

    public boolean isText() {
        return is("varchar", "char", "text");
    }

    public Optional<Integer> length() {
        return isText() && size >= 0 ? Optional.of(size) : Optional.empty();
    }

    private Optional<String> largest() {
        return isInteger() ? Optional.of(LARGEST.get(base)) : Optional.empty();
    }

    /** The condition under which a number becomes one of the type; none where no condition is needed, or it is no number. */
    public Optional<String> bounds(String number) {
        if (is("numeric") && !anyLength()) {
            return Optional.of("abs(round(%s::numeric, %d)) < 1e%d"
                    .formatted(number, digitsAfterThePoint(), size - digitsAfterThePoint()));
        }
        return largest().map(most -> "%s BETWEEN -%2$s - 1 AND %2$s".formatted(number, most));
    }

    /**
     * Whether PostgreSQL writes every row anew to make the other type of it. It need not where every old value is, byte for
     * byte, a value of the new type.
     */
    public boolean isRewrittenAs(ColumnType to) {
        if (equals(to)) {
            return false;
        }
        if (array || to.array) {
            return true;
        }
        if (!base.equals(to.base)) {
            boolean text = is("varchar", "text") && to.is("varchar", "text") && to.anyLength();
            return !text && !(is("cidr") && to.is("inet"));
        }
        if (to.is("varchar", "varbit")) {
            return !to.anyLength() && (anyLength() || to.size < size);
        }
        if (to.is("numeric")) {
            return !to.anyLength()
                    && (anyLength() || to.size < size || to.digitsAfterThePoint() != digitsAfterThePoint());
        }
        if (to.is("timestamp", "timestamptz", "time", "timetz", "interval")) {
            return to.precision() < precision();
        }
        return true;
    }

    /** Whether the cast to it alters no value; of other types than those that school records have, nobody has made sure. */
    public boolean isSurelyCastTo(ColumnType to) {
        return equals(to) || to.isText() || to.isInteger() && (isNumber() || isText());
    }

    /** The condition for values of a column that cannot become the other type, or not without a loss; none where all can. */
    public Optional<String> refusedBy(ColumnType to, String column) {
        if (equals(to) || !isSurelyCastTo(to)) {
            return Optional.empty();
        }
        // So few digits after the first one that any number of so many fits.
        Optional<String> notWhole = to.largest()
                .map(largest -> isText()
                        ? "%s !~ '^(0|-?[1-9][0-9]{0,%d})$'".formatted(column, largest.length() - 2)
                        : "%1$s <> trunc(%1$s::numeric) OR %1$s NOT BETWEEN -%2$s - 1 AND %2$s"
                                .formatted(column, largest));
        return notWhole.or(() -> to.length().map(length -> "length(%s::text) > %d".formatted(column, length)));
    }

    private boolean is(String... bases) {
        return !array && Stream.of(bases).anyMatch(base::equals);
    }

    private int precision() {
        return size < 0 ? FINEST : size;
    }

    private int digitsAfterThePoint() {
        return Math.max(scale, 0);
    }

    private boolean anyLength() {
        return size < 0;
    }
}
