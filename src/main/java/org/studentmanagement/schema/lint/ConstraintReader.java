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

/** Reads a constraint, beside its column or after all columns. */
final class ConstraintReader {
    private ConstraintReader() {}

    /** @param column the one that it stands beside, or null */
    static Optional<Constraint> read(QualifiedName table, SQLParser.Constraint_commonContext written, String column) {
        SQLParser.Constr_bodyContext body = written.constr_body();
        Constraint.Kind kind = Arrays.stream(Constraint.Kind.values())
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
                kind == Constraint.Kind.FOREIGN_KEY ? QualifiedName.of(body.schema_qualified_name()) : null,
                !Syntax.has(written, SQLParser.VALID),
                index,
                kind == Constraint.Kind.CHECK ? notNull(body.expression) : Set.of()));
    }

    private static List<String> columns(SQLParser.Constr_bodyContext body, Constraint.Kind kind) {
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

    private static String ownName(QualifiedName table, Constraint.Kind kind, List<String> columns, String index) {
        if (index != null) {
            return index;
        }
        return Stream.of(
                        List.of(table.name()),
                        kind == Constraint.Kind.PRIMARY_KEY ? List.<String>of() : columns,
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
