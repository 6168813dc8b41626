package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a statement does, as far as locks, loss and the schema are concerned. */
sealed interface Operation {
    /** The table that it is about; null for none. */
    default QualifiedName table() {
        return null;
    }

    default List<Constraint> constraints() {
        return List.of();
    }

    /** Whether even readers of {@link #table} wait for it. */
    default boolean exclusive() {
        return false;
    }

    /** Whether it drops or empties what depends on its object, too. */
    default boolean cascade() {
        return false;
    }

    static <T extends Operation> Stream<T> of(Class<T> kind, List<? extends Operation> operations) {
        return operations.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** An operation of ALTER TABLE and its like under ACCESS EXCLUSIVE. */
    sealed interface Exclusive extends Operation {
        @Override
        default boolean exclusive() {
            return true;
        }
    }

    record CreateTable(QualifiedName table, List<ColumnDefinition> columns, List<Constraint> constraints)
            implements Operation {}

    record AddColumn(QualifiedName table, ColumnDefinition column) implements Exclusive {
        @Override
        public List<Constraint> constraints() {
            return column.constraints();
        }
    }

    record DropColumn(QualifiedName table, String column, boolean cascade) implements Exclusive {}

    /** @param using the expression that converts the values; null for PostgreSQL's own conversion */
    record ChangeType(QualifiedName table, String column, String type, String using) implements Exclusive {
        /** Whether PostgreSQL itself converts the values, since USING says no more than the column, if anything. */
        boolean plain() {
            String said = using == null ? column : using.replaceAll("[\\s\"()]", "");
            return said.equalsIgnoreCase(column)
                    || said.equalsIgnoreCase(column + "::" + type.replaceAll("[\\s\"()]", ""));
        }
    }

    record SetNotNull(QualifiedName table, String column) implements Exclusive {}

    record DropNotNull(QualifiedName table, String column) implements Exclusive {}

    record AddConstraint(QualifiedName table, Constraint constraint) implements Operation {
        @Override
        public List<Constraint> constraints() {
            return List.of(constraint);
        }

        @Override
        public boolean exclusive() {
            return !constraint.is(Constraint.Kind.FOREIGN_KEY);
        }
    }

    record ValidateConstraint(QualifiedName table, String constraint) implements Operation {}

    record DropConstraint(QualifiedName table, String constraint, boolean cascade) implements Exclusive {}

    /** @param column null where the table itself is renamed */
    record Rename(QualifiedName table, String column, String to) implements Exclusive {}

    record RenameConstraint(QualifiedName table, String constraint, String to) implements Exclusive {}

    /** @param kind VIEW, TYPE, SEQUENCE and so on */
    record RenameObject(String kind, QualifiedName object, String to) implements Operation {}

    /** Another action of ALTER TABLE. */
    record AlterTable(QualifiedName table, boolean exclusive) implements Operation {}

    record SwitchTriggers(QualifiedName table) implements Operation {}

    /**
     * @param columns null in the place of an expression
     * @param keys columns and expressions, as written
     * @param condition of the rows that are in it, as written; empty for all
     * @param rest what follows CREATE, with places for the names of the index and of the table
     */
    record CreateIndex(
            QualifiedName table,
            QualifiedName index,
            List<String> columns,
            List<String> keys,
            String condition,
            String rest,
            boolean concurrently)
            implements Operation {
        /** The name that PostgreSQL gives an index for which none is written. */
        static QualifiedName ownName(QualifiedName table, List<String> columns) {
            String names = columns.stream()
                    .map(column -> column == null ? "expr" : column)
                    .collect(Collectors.joining("_"));
            return table.sibling("%s_%s_idx".formatted(table.name(), names));
        }

        boolean whole() {
            return condition.isEmpty();
        }

        boolean unique() {
            return rest.startsWith("UNIQUE ");
        }
    }

    record DropIndex(QualifiedName index, boolean concurrently) implements Operation {}

    /**
     * A sequence, a view, a type, a function or a trigger that is made.
     *
     * @param object of a trigger its table
     * @param part of a function the types of its arguments, of a trigger its name; otherwise empty
     */
    record Make(String kind, QualifiedName object, String part) implements Operation {
        Make(String kind, QualifiedName object) {
            this(kind, object, "");
        }
    }

    /** @param part as of what is made; of a function null where only its name is said */
    record Drop(String kind, QualifiedName object, String part, boolean cascade) implements Operation {
        Drop(String kind, QualifiedName object, boolean cascade) {
            this(kind, object, "", cascade);
        }

        @Override
        public QualifiedName table() {
            return kind.equals("TABLE") ? object : null;
        }

        @Override
        public boolean exclusive() {
            return table() != null;
        }
    }

    /**
     * Rows that are changed.
     *
     * @param verb UPDATE, DELETE, TRUNCATE, INSERT or MERGE
     * @param selected whether a condition on a column says which ones
     * @param batched whether a loop commits between portions
     * @param assignments what an UPDATE sets, as written; empty for others
     * @param rows the query for the rows that a DELETE removes; empty for other verbs, and where it cannot stand alone
     */
    record ChangeRows(
            QualifiedName table,
            String verb,
            boolean selected,
            boolean batched,
            boolean cascade,
            List<String> assignments,
            String condition,
            String rows)
            implements Operation {
        @Override
        public boolean exclusive() {
            return verb.equals("TRUNCATE");
        }
    }

    record LockTable(QualifiedName table) implements Operation {}

    /** @param instead the same without the long lock; null where PostgreSQL has nothing */
    record Block(QualifiedName table, String instead) implements Exclusive {}

    /** What PostgreSQL refuses inside of a transaction. */
    record Outside(QualifiedName table) implements Operation {}

    record SetParameter(String parameter, String value) implements Operation {}

    /** @param inBlock whether it stands in a DO block, where it is of use for portions */
    record ControlTransaction(boolean inBlock) implements Operation {}

    record AddEnumValue(String value) implements Operation {}

    record Unreadable(String reason) implements Operation {}

    /** A function that a query or a block calls. */
    record Call(QualifiedName function) implements Operation {}

    /** What no rule asks about. */
    record Other() implements Operation {}
}
