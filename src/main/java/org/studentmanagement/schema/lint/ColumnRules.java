package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.QualifiedName.quoted;
import static org.studentmanagement.schema.lint.RuleCategory.LOCK;
import static org.studentmanagement.schema.lint.RuleCategory.RELEASE;
import static org.studentmanagement.schema.lint.Severity.ERROR;

import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;

/** Columns that are added or changed in a way that touches every row. */
final class ColumnRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    "type-change-rewrites",
                    ERROR,
                    LOCK,
                    "Nobody reads or writes the table while every row, and every index, is written anew.",
                    ColumnRules::typeChange),
            new Rule(
                    "default-rewrites",
                    ERROR,
                    LOCK,
                    "Nobody reads or writes the table while the new column is written into every row.",
                    ColumnRules::rewritingDefault),
            new Rule(
                    "not-null-without-default",
                    ERROR,
                    RELEASE,
                    "The release before does not know the column, so all of its inserts fail; and so does this, where there are rows.",
                    ColumnRules::notNull));

    private ColumnRules() {}

    private static Stream<Violation> typeChange(RuleContext context) {
        if (!(context.operation() instanceof Operation.ChangeType change) || !context.isLive(change.table())) {
            return Stream.empty();
        }
        String from = context.before().type(change.table(), change.column()).orElse(null);
        if (from != null
                && change.plain()
                && !TypeChange.of(from, change.type()).rewrites()) {
            return Stream.empty();
        }
        String column = quoted(change.column());
        String other = quoted(change.column() + "_new");
        String value = change.using() == null ? "%s::%s".formatted(column, change.type()) : change.using();
        return Rule.object(
                change.table(),
                "%s becomes %s.".formatted(from == null ? "A type that no changeset tells" : from, change.type()),
                Suggestion.step("ALTER TABLE %s ADD COLUMN %s %s".formatted(change.table(), other, change.type()))
                        .then(Suggestion.portions(
                                change.table(),
                                "%s = %s".formatted(other, value),
                                "%s IS NULL AND %s IS NOT NULL".formatted(other, column))));
    }

    private static Stream<Violation> rewritingDefault(RuleContext context) {
        if (!(context.operation() instanceof Operation.AddColumn added) || !context.isLive(added.table())) {
            return Stream.empty();
        }
        ColumnDefinition column = added.column();
        String because =
                context.before().isDomain(column.type()) ? "the domain may have a condition" : column.rewrites();
        if (because == null) {
            return Stream.empty();
        }
        return Rule.object(added.table(), "Here, " + because + ".", filledLater(added.table(), column));
    }

    private static Suggestion filledLater(QualifiedName table, ColumnDefinition column) {
        String name = quoted(column.name());
        String type = column.type().replaceFirst("(?i)\\b(small|big)?serial\\b", "$1int");
        Suggestion plain = Suggestion.step("ALTER TABLE %s ADD COLUMN %s %s".formatted(table, name, type));
        if (column.filler() == null) {
            return plain;
        }
        boolean counts = column.filler().startsWith("nextval(");
        boolean computed = column.rewrites().startsWith("its value is computed");
        Suggestion defaulted = counts
                ? Suggestion.step(
                        "CREATE SEQUENCE %s OWNED BY %s.%s"
                                .formatted(quoted(table.name() + "_" + column.name() + "_seq"), table, name),
                        "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s".formatted(table, name, column.filler()))
                : Suggestion.step(
                        "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s".formatted(table, name, column.filler()));
        return (computed ? plain : plain.then(defaulted))
                .then(Suggestion.portions(table, "%s = %s".formatted(name, column.filler()), name + " IS NULL"));
    }

    private static Stream<Violation> notNull(RuleContext context) {
        if (!(context.operation() instanceof Operation.AddColumn added)
                || !context.isLive(added.table())
                || !added.column().notNull()
                || added.column().filler() != null) {
            return Stream.empty();
        }
        ColumnDefinition column = added.column();
        String name = quoted(column.name());
        return Rule.object(
                added.table(),
                "The CHECK belongs to the release after the one that writes the column.",
                Suggestion.step("ALTER TABLE %s ADD COLUMN %s %s".formatted(added.table(), name, column.type()))
                        .then(ConstraintRules.proven(added.table(), column.name()))
                        .then(Suggestion.step(
                                "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL".formatted(added.table(), name))));
    }
}
