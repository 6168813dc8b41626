package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.QualifiedName.quoted;

import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ColumnType;
import org.studentmanagement.schema.lint.Rule.Violation;

/** Columns that are added or changed in a way that touches every row. */
final class ColumnRules {
    private ColumnRules() {}

    static Stream<Violation> typeChange(RuleContext context, Operation.ChangeType change) {
        String from = context.before().type(change.table(), change.column()).orElse(null);
        if (from != null && change.plain() && !ColumnType.of(from).isRewrittenAs(ColumnType.of(change.type()))) {
            return Stream.empty();
        }
        String column = quoted(change.column());
        String value = change.using() == null ? "%s::%s".formatted(column, change.type()) : change.using();
        return Rule.violation(
                change.table(),
                "%s becomes %s.".formatted(from == null ? "A type that no changeset tells" : from, change.type()),
                Suggestion.twin(change.table(), quoted(change.column() + "_new"), change.type(), column, value));
    }

    static Stream<Violation> rewritingDefault(RuleContext context, Operation.AddColumn added) {
        ColumnDefinition column = added.column();
        String because =
                context.before().isDomain(column.type()) ? "the domain may have a condition" : column.rewrites();
        return because == null
                ? Stream.empty()
                : Rule.violation(added.table(), "Here, " + because + ".", filledLater(added.table(), column));
    }

    private static Suggestion filledLater(QualifiedName table, ColumnDefinition column) {
        String name = quoted(column.name());
        Suggestion plain = Suggestion.column(table, name, Suggestion.unnumbered(column.type()));
        if (column.filler() == null) {
            return plain;
        }
        String defaulted = "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s".formatted(table, name, column.filler());
        Suggestion filled = plain;
        if (column.filler().startsWith("nextval(")) {
            String sequence = quoted(table.name() + "_" + column.name() + "_seq");
            filled = plain.then(
                    Suggestion.step("CREATE SEQUENCE %s OWNED BY %s.%s".formatted(sequence, table, name), defaulted));
        } else if (!String.valueOf(column.rewrites()).startsWith("its value is computed")) {
            filled = plain.then(Suggestion.step(defaulted));
        }
        return filled.then(Suggestion.portions(table, "%s = %s".formatted(name, column.filler()), name + " IS NULL"));
    }

    static Stream<Violation> notNull(RuleContext context, Operation.AddColumn added) {
        ColumnDefinition column = added.column();
        return !column.notNull() || column.filler() != null
                ? Stream.empty()
                : Rule.violation(
                        added.table(),
                        "The CHECK belongs to the release after the one that writes the column.",
                        Suggestion.column(added.table(), quoted(column.name()), column.type())
                                .then(Suggestion.notNull(added.table(), column.name())));
    }
}
