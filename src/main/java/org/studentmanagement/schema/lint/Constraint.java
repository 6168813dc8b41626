package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/**
 * A constraint of a table.
 *
 * @param definition what follows the name, without {@code NOT VALID}
 * @param references the other table of a foreign key, otherwise null
 * @param valid whether it holds for the rows that are there, too
 * @param fromIndex the index that it is built from, or null
 * @param notNull the columns that a CHECK proves to hold a value
 */
record Constraint(
        Kind kind,
        String name,
        String definition,
        List<String> columns,
        QualifiedName references,
        boolean valid,
        String fromIndex,
        Set<String> notNull) {
    /** The kinds, with the word that tells them and the end of the name that PostgreSQL gives one. */
    enum Kind {
        FOREIGN_KEY(SQLParser.REFERENCES, "fkey"),
        CHECK(SQLParser.CHECK, "check"),
        EXCLUDE(SQLParser.EXCLUDE, "excl"),
        UNIQUE(SQLParser.UNIQUE, "key"),
        PRIMARY_KEY(SQLParser.PRIMARY, "pkey"),
        NOT_NULL(SQLParser.NOT, "not_null");

        final int word;
        final String suffix;

        Kind(int word, String suffix) {
            this.word = word;
            this.suffix = suffix;
        }
    }

    String columnList() {
        return columns.stream().map(QualifiedName::quoted).collect(Collectors.joining(", "));
    }

    boolean is(Kind other) {
        return kind == other;
    }

    Constraint validated() {
        return new Constraint(kind, name, definition, columns, references, true, fromIndex, notNull);
    }

    Constraint named(String other) {
        return new Constraint(kind, other, definition, columns, references, valid, fromIndex, notNull);
    }

    Constraint on(List<String> others) {
        return new Constraint(kind, name, definition, others, references, valid, fromIndex, notNull);
    }
}
