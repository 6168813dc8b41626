package org.studentmanagement.schema.adoption;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.studentmanagement.schema.catalog.SchemaObject;

/** From the type of a column to another one, so that every value stays what it is or is refused. */
record LosslessCast(String column, String is, String should) {
    private static final Pattern VARCHAR = Pattern.compile("character varying\\((\\d+)\\)");
    private static final Pattern TEXT = Pattern.compile("(character varying|character|text).*");
    private static final Pattern NUMERIC = Pattern.compile("numeric.*|double precision|real");
    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

    static LosslessCast of(SchemaObject is, SchemaObject should) {
        return new LosslessCast(should.name(), is.first(), should.first());
    }

    /** Whether two columns can be compared as they are. */
    static boolean comparable(SchemaObject one, SchemaObject other) {
        return one.first().equals(other.first()) || INTEGERS.contains(one.first()) && INTEGERS.contains(other.first());
    }

    /** Whether PostgreSQL's cast alters no value; of other types than those that school records have, nobody has made sure. */
    boolean sure() {
        return is.equals(should)
                || TEXT.matcher(should).matches()
                || INTEGERS.contains(should)
                        && (INTEGERS.contains(is)
                                || NUMERIC.matcher(is).matches()
                                || TEXT.matcher(is).matches());
    }

    /** The condition for values that cannot become the other type, or not without a loss; none where all can. */
    Optional<String> refused() {
        if (is.equals(should) || !sure()) {
            return Optional.empty();
        }
        if (INTEGERS.contains(should)) {
            if (TEXT.matcher(is).matches()) {
                // So few digits after the first one that any number of so many fits.
                return Optional.of("%s !~ '^(0|-?[1-9][0-9]{0,%d})$'"
                        .formatted(column, largest().length() - 2));
            }
            return Optional.of(
                    "%1$s <> trunc(%1$s::numeric) OR %1$s NOT BETWEEN -%2$s - 1 AND %2$s".formatted(column, largest()));
        }
        Matcher length = VARCHAR.matcher(should);
        return length.matches()
                ? Optional.of("length(%s::text) > %s".formatted(column, length.group(1)))
                : Optional.empty();
    }

    private String largest() {
        return switch (should) {
            case "smallint" -> "32767";
            case "integer" -> "2147483647";
            default -> "9223372036854775807";
        };
    }
}
