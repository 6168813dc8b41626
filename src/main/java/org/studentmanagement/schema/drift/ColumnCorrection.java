package org.studentmanagement.schema.drift;

import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.ColumnType;
import org.studentmanagement.schema.catalog.SchemaObject;

/** Makes a column what it should be, in place where that can be. */
record ColumnCorrection(SchemaObject is, SchemaObject should) {
    private static final String NOT_NULL = "NOT NULL";
    private static final String DEFAULT = "DEFAULT ";
    private static final String COMPUTED = "GENERATED ALWAYS AS (";
    private static final String STORED = ") STORED";
    private static final String IDENTITY = " AS IDENTITY";

    static List<String> add(SchemaObject column) {
        if (!wantsValues(column)) {
            return List.of(column.create());
        }
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TABLE %s ADD COLUMN %s %s".formatted(column.table(), column.name(), column.first()));
        statements.addAll(requireValues(column));
        return statements;
    }

    /** Whether each row must have a value and PostgreSQL knows none. */
    static boolean wantsValues(SchemaObject column) {
        return notNull(column) && value(column).isEmpty();
    }

    /**
     * Whether it is computed only afterwards, or in another way: such a column cannot be altered. One that is stored and was
     * computed only before keeps its values.
     */
    boolean anew() {
        String before = value(is);
        String after = value(should);
        return (before.startsWith(COMPUTED) || after.startsWith(COMPUTED))
                && !before.equals(after)
                && !(before.endsWith(STORED) && !after.startsWith(COMPUTED));
    }

    /** The statements that alter it, unless it has to be made anew. */
    List<String> make() {
        List<String> statements = new ArrayList<>();
        if (notNull(should) && !notNull(is)) {
            statements.addAll(requireValues(should));
        }
        List<String> actions = actions();
        if (!actions.isEmpty()) {
            String alter = "ALTER COLUMN " + should.name() + " ";
            statements.add("ALTER TABLE " + should.table() + " " + alter + String.join(", " + alter, actions));
        }
        if (identity(should) && !identity(is)) {
            statements.add("SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max(%s), 0) + 1, false) FROM %s"
                    .formatted(
                            Jdbc.literal(should.table()),
                            Jdbc.literal(unquoted(should.name())),
                            should.name(),
                            should.table()));
        }
        return statements;
    }

    String warning() {
        if (anew() && !value(should).startsWith(COMPUTED)) {
            return "Loses the values of %s.%s.".formatted(should.table(), should.name());
        }
        if (anew() || !is.first().equals(should.first()) && !widened()) {
            return "Writes %s anew, which nobody can use meanwhile; values that do not fit are refused or rounded."
                    .formatted(should.table());
        }
        return null;
    }

    /** Whether PostgreSQL knows that every value fits, and looks at none. */
    private boolean widened() {
        return !ColumnType.of(is.first()).isRewrittenAs(ColumnType.of(should.first()));
    }

    private List<String> actions() {
        List<String> actions = new ArrayList<>();
        boolean retyped = !is.first().equals(should.first());
        boolean revalued =
                retyped && value(is).startsWith(DEFAULT) || !value(is).equals(value(should));
        if (notNull(is) && !notNull(should)) {
            actions.add("DROP NOT NULL");
        }
        if (revalued && value(is).startsWith(DEFAULT)) {
            actions.add("DROP DEFAULT");
        }
        if (identity(is) && !identity(should)) {
            actions.add("DROP IDENTITY");
        }
        if (value(is).startsWith(COMPUTED) && !value(should).startsWith(COMPUTED)) {
            actions.add("DROP EXPRESSION");
        }
        if (retyped) {
            actions.add("TYPE " + should.first() + using());
        }
        if (revalued && identity(should)) {
            actions.add(identity(is) ? "SET " + value(should).replace(IDENTITY, "") : "ADD " + value(should));
        } else if (revalued && value(should).startsWith(DEFAULT)) {
            actions.add("SET " + value(should));
        }
        return actions;
    }

    /** A text that is too long is refused, unless it is cast, which would cut it. */
    private String using() {
        return should.first().matches("(?s)(character|bit|text).*")
                ? ""
                : " USING %s::%s".formatted(should.name(), should.first().split(" COLLATE ")[0]);
    }

    /** Looks for rows without a value while others go on working, unlike SET NOT NULL alone. */
    private static List<String> requireValues(SchemaObject column) {
        String table = "ALTER TABLE " + column.table();
        return List.of(
                table + " ADD CONSTRAINT mending_not_null CHECK (" + column.name() + " IS NOT NULL) NOT VALID",
                table + " VALIDATE CONSTRAINT mending_not_null",
                table + " ALTER COLUMN " + column.name() + " SET NOT NULL, DROP CONSTRAINT mending_not_null");
    }

    /** The default, how it is computed, or the kind of identity; empty for none of them. */
    private static String value(SchemaObject column) {
        return column.definition().stream()
                .skip(1)
                .filter(part -> !part.equals(NOT_NULL))
                .findFirst()
                .orElse("");
    }

    private static boolean notNull(SchemaObject column) {
        return column.definition().lastIndexOf(NOT_NULL) > 0;
    }

    private static boolean identity(SchemaObject column) {
        return value(column).endsWith(IDENTITY);
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
