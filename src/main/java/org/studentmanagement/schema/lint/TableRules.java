package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.QualifiedName.quoted;

import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ColumnType;
import org.studentmanagement.schema.lint.Constraint.Kind;
import org.studentmanagement.schema.lint.Rule.Violation;

/** Constraints that PostgreSQL holds the rows to while it keeps a lock, and columns for which it touches every row. */
final class TableRules {
    private TableRules() {}

    /** A constraint that an operation adds, beside a new column or by itself. */
    private static Stream<Constraint> constraints(RuleContext context, Kind kind) {
        return context.operation() instanceof Operation.CreateTable
                        || !context.isLive(context.operation().table())
                ? Stream.empty()
                : context.operation().constraints().stream().filter(constraint -> constraint.is(kind));
    }

    static Stream<Violation> added(RuleContext context, Kind kind) {
        // PostgreSQL itself knows that a foreign key holds where the new column is empty.
        boolean holds = kind == Kind.FOREIGN_KEY
                && context.operation() instanceof Operation.AddColumn added
                && added.column().filler() == null;
        return constraints(context, kind)
                .filter(constraint -> constraint.valid() && !holds)
                .flatMap(constraint -> unvalidated(context.operation(), constraint));
    }

    private static Stream<Violation> unvalidated(Operation operation, Constraint constraint) {
        return Rule.violation(
                operation.table(),
                columnOf(operation)
                        .then(Suggestion.validated(operation.table(), constraint.name(), constraint.definition())));
    }

    private static Suggestion columnOf(Operation operation) {
        if (!(operation instanceof Operation.AddColumn added)) {
            return Suggestion.NONE;
        }
        ColumnDefinition column = added.column();
        String filler = column.filler() == null ? "" : " DEFAULT " + column.filler();
        return Suggestion.column(added.table(), quoted(column.name()), column.type() + filler);
    }

    static Stream<Violation> validatedAtOnce(RuleContext context, Operation.ValidateConstraint validated) {
        return context.earlier(Operation.AddConstraint.class)
                .filter(added -> added.table().equals(validated.table())
                        && added.constraint().name().equals(validated.constraint()))
                .flatMap(added -> unvalidated(added, added.constraint()));
    }

    static Stream<Violation> built(RuleContext context, Kind kind) {
        QualifiedName table = context.operation().table();
        return constraints(context, kind)
                .filter(constraint -> constraint.fromIndex() == null)
                .flatMap(constraint -> Rule.violation(
                        table, columnOf(context.operation()).then(fromIndex(context, table, constraint))));
    }

    private static Suggestion fromIndex(RuleContext context, QualifiedName table, Constraint constraint) {
        String name = quoted(constraint.name());
        Suggestion index = Suggestion.index(
                table.sibling(constraint.name()),
                "UNIQUE INDEX CONCURRENTLY %s ON %s (%s)".formatted(name, table, constraint.columnList()));
        Suggestion filled = constraint.columns().stream()
                .filter(column ->
                        constraint.is(Kind.PRIMARY_KEY) && !context.before().holdsValues(table, column))
                .map(column -> Suggestion.holdingValues(table, column))
                .reduce(index, Suggestion::then);
        return filled.then(Suggestion.step("ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %2$s"
                .formatted(table, name, constraint.is(Kind.PRIMARY_KEY) ? "PRIMARY KEY" : "UNIQUE")));
    }

    static Stream<Violation> exclusion(RuleContext context, Operation.AddConstraint added) {
        return added.constraint().is(Kind.EXCLUDE)
                ? Rule.violation(
                        added.table(),
                        Suggestion.reason("exclusion-constraint", "why the table may stand still for so long"))
                : Stream.empty();
    }

    static Stream<Violation> notNull(RuleContext context) {
        QualifiedName table = context.operation().table();
        if (!context.isLive(table)) {
            return Stream.empty();
        }
        List<String> columns = List.of();
        if (context.operation() instanceof Operation.SetNotNull set) {
            columns = List.of(set.column());
        } else if (context.operation() instanceof Operation.AddConstraint added) {
            Constraint constraint = added.constraint();
            if (constraint.is(Kind.NOT_NULL) && constraint.valid()) {
                columns = constraint.columns();
            } else if (constraint.is(Kind.PRIMARY_KEY) && constraint.fromIndex() != null) {
                columns = context.before().columnsOf(table.sibling(constraint.fromIndex()));
            }
        }
        return columns.stream()
                .filter(column -> column != null && !context.before().holdsValues(table, column))
                .flatMap(column -> Rule.violation(table, Suggestion.notNull(table, column)));
    }

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

    static Stream<Violation> withoutValue(RuleContext context, Operation.AddColumn added) {
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
