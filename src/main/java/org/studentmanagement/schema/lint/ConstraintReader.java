package org.studentmanagement.schema.lint;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constr_bodyContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Constraint_commonContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Schema_qualified_nameContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.VexContext;

/** Reads a constraint, beside its column or after all columns. */
final class ConstraintReader {
    private ConstraintReader() {}

    /** @param column the one that it stands beside, or null */
    static Optional<Constraint> read(QualifiedName table, Constraint_commonContext written, String column) {
        Constr_bodyContext body = written.constr_body();
        Constraint.Kind kind = kind(body);
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

    private static Constraint.Kind kind(Constr_bodyContext body) {
        if (Syntax.has(body, SQLParser.REFERENCES)) {
            return Constraint.Kind.FOREIGN_KEY;
        }
        if (Syntax.has(body, SQLParser.CHECK)) {
            return Constraint.Kind.CHECK;
        }
        if (Syntax.has(body, SQLParser.EXCLUDE)) {
            return Constraint.Kind.EXCLUDE;
        }
        if (Syntax.has(body, SQLParser.UNIQUE)) {
            return Constraint.Kind.UNIQUE;
        }
        if (Syntax.has(body, SQLParser.PRIMARY)) {
            return Constraint.Kind.PRIMARY_KEY;
        }
        return Syntax.has(body, SQLParser.NOT) && Syntax.has(body, SQLParser.NULL) ? Constraint.Kind.NOT_NULL : null;
    }

    private static List<String> columns(Constr_bodyContext body, Constraint.Kind kind) {
        ParserRuleContext named = switch (kind) {
            case FOREIGN_KEY -> body.col_period;
            case UNIQUE, PRIMARY_KEY -> body.col_overlaps;
            case NOT_NULL -> body;
            default -> null;
        };
        return named == null
                ? List.of()
                : Syntax.children(named, Schema_qualified_nameContext.class).stream()
                        .map(column -> QualifiedName.of(column).name())
                        .toList();
    }

    private static String ownName(QualifiedName table, Constraint.Kind kind, List<String> columns, String index) {
        String of = columns.isEmpty() ? "" : "_" + String.join("_", columns);
        return switch (kind) {
            case PRIMARY_KEY -> index != null ? index : table.name() + "_pkey";
            case UNIQUE -> index != null ? index : table.name() + of + "_key";
            case FOREIGN_KEY -> table.name() + of + "_fkey";
            case CHECK -> table.name() + of + "_check";
            case EXCLUDE -> table.name() + of + "_excl";
            case NOT_NULL -> table.name() + of + "_not_null";
        };
    }

    /** The columns that must hold a value for the condition to be true: {@code x IS NOT NULL}, alone or among ANDs. */
    private static Set<String> notNull(VexContext condition) {
        Set<String> proven = new LinkedHashSet<>();
        List<VexContext> parts = condition.vex();
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
