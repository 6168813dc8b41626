package org.studentmanagement.schema.adoption;

import java.util.Optional;
import org.studentmanagement.schema.catalog.ColumnType;
import org.studentmanagement.schema.catalog.SchemaObject;

/** From the type of a column to another one, so that every value stays what it is or is refused. */
record LosslessCast(String column, ColumnType is, ColumnType should) {
    static LosslessCast of(SchemaObject is, SchemaObject should) {
        return new LosslessCast(should.name(), ColumnType.of(is.first()), ColumnType.of(should.first()));
    }

    static boolean comparable(SchemaObject one, SchemaObject other) {
        return one.first().equals(other.first())
                || ColumnType.of(one.first()).isInteger()
                        && ColumnType.of(other.first()).isInteger();
    }

    /** Whether PostgreSQL's cast alters no value; of other types than those that school records have, nobody has made sure. */
    boolean sure() {
        return is.equals(should) || should.isText() || should.isInteger() && (is.isNumber() || is.isText());
    }

    /** The condition for values that cannot become the other type, or not without a loss; none where all can. */
    Optional<String> refused() {
        if (is.equals(should) || !sure()) {
            return Optional.empty();
        }
        // So few digits after the first one that any number of so many fits.
        Optional<String> notWhole = should.largest()
                .map(largest -> is.isText()
                        ? "%s !~ '^(0|-?[1-9][0-9]{0,%d})$'".formatted(column, largest.length() - 2)
                        : "%1$s <> trunc(%1$s::numeric) OR %1$s NOT BETWEEN -%2$s - 1 AND %2$s"
                                .formatted(column, largest));
        return notWhole.or(() -> should.length().map(length -> "length(%s::text) > %d".formatted(column, length)));
    }
}
