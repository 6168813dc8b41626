package org.studentmanagement.schema.lint;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
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

    /**
     * Reads one, beside its column or after all columns.
     *
     * @param column the one that it stands beside, or null
     */
    static Optional<Constraint> read(QualifiedName table, SQLParser.Constraint_commonContext written, String column) {
        SQLParser.Constr_bodyContext body = written.constr_body();
        Kind kind = Arrays.stream(Kind.values())
                .filter(any -> Syntax.has(body, any.word))
                .findFirst()
                .orElse(null);
        if (kind == null) {
            return Optional.empty();
        }
        List<String> columns = column != null ? List.of(column) : columns(body, kind);
        String index =
                body.index_parameters() == null || body.index_parameters().schema_qualified_name() == null
                        ? null
                        : QualifiedName.of(body.index_parameters().schema_qualified_name())
                                .name();
        String definition = Syntax.text(body);
        if (column != null && !Syntax.text(body).replace("\"", "").contains("(" + column + ")")) {
            definition = switch (kind) {
                case FOREIGN_KEY -> "FOREIGN KEY (%s) %s".formatted(QualifiedName.quoted(column), definition);
                case UNIQUE, PRIMARY_KEY -> "%s (%s)".formatted(definition, QualifiedName.quoted(column));
                default -> definition;
            };
        }
        return Optional.of(new Constraint(
                kind,
                written.identifier() == null
                        ? ownName(table, kind, columns, index)
                        : QualifiedName.plain(Syntax.text(written.identifier())),
                definition,
                columns,
                kind == Kind.FOREIGN_KEY ? QualifiedName.of(body.schema_qualified_name()) : null,
                !Syntax.has(written, SQLParser.VALID),
                index,
                kind == Kind.CHECK ? notNull(body.expression) : Set.of()));
    }

    private static List<String> columns(SQLParser.Constr_bodyContext body, Kind kind) {
        ParserRuleContext named = switch (kind) {
            case FOREIGN_KEY -> body.col_period;
            case UNIQUE, PRIMARY_KEY -> body.col_overlaps;
            case NOT_NULL -> body;
            default -> null;
        };
        return named == null
                ? List.of()
                : named.getRuleContexts(SQLParser.Schema_qualified_nameContext.class).stream()
                        .map(column -> QualifiedName.of(column).name())
                        .toList();
    }

    private static String ownName(QualifiedName table, Kind kind, List<String> columns, String index) {
        if (index != null) {
            return index;
        }
        return Stream.of(
                        List.of(table.name()),
                        kind == Kind.PRIMARY_KEY ? List.<String>of() : columns,
                        List.of(kind.suffix))
                .flatMap(List::stream)
                .collect(Collectors.joining("_"));
    }

    /** The columns that must hold a value for the condition to be true: {@code x IS NOT NULL}, alone or among ANDs. */
    private static Set<String> notNull(SQLParser.VexContext condition) {
        Set<String> proven = new LinkedHashSet<>();
        List<SQLParser.VexContext> parts = condition.vex();
        if (Syntax.has(condition, SQLParser.AND) && !Syntax.has(condition, SQLParser.BETWEEN)) {
            parts.forEach(part -> proven.addAll(notNull(part)));
        } else if (Syntax.has(condition, SQLParser.LEFT_PAREN) && parts.size() == 1) {
            proven.addAll(notNull(parts.get(0)));
        } else if (Syntax.has(condition, SQLParser.IS)
                && Syntax.has(condition, SQLParser.NOT)
                && Syntax.has(condition, SQLParser.NULL)
                && Syntax.text(parts.get(0)).matches("\"[^\"]+\"|\\w+")) {
            proven.add(QualifiedName.plain(Syntax.text(parts.get(0))));
        }
        return proven;
    }
}
