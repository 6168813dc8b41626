package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.QualifiedName.quoted;
import static org.studentmanagement.schema.lint.RuleCategory.EXECUTION;
import static org.studentmanagement.schema.lint.RuleCategory.LOCK;
import static org.studentmanagement.schema.lint.Severity.ERROR;

import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Constraint.Kind;
import org.studentmanagement.schema.lint.Rule.Violation;

/** Constraints that PostgreSQL holds the rows to while it keeps a lock. */
final class ConstraintRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    "foreign-key-checked-at-once",
                    ERROR,
                    LOCK,
                    "Both tables refuse writes while every row is looked up in the other.",
                    context -> added(context, Kind.FOREIGN_KEY)),
            new Rule(
                    "check-checked-at-once",
                    ERROR,
                    LOCK,
                    "Nobody reads or writes the table while every row is held to the condition.",
                    context -> added(context, Kind.CHECK)),
            new Rule(
                    "validated-in-same-changeset",
                    ERROR,
                    LOCK,
                    "The lock that adding the constraint took is kept while every row is read.",
                    ConstraintRules::validatedAtOnce),
            new Rule(
                    "unique-without-index",
                    ERROR,
                    LOCK,
                    "Nobody reads or writes the table while the constraint builds its index.",
                    context -> built(context, Kind.UNIQUE)),
            new Rule(
                    "primary-key-without-index",
                    ERROR,
                    LOCK,
                    "Nobody reads or writes the table while the key builds its index.",
                    context -> built(context, Kind.PRIMARY_KEY)),
            new Rule(
                    "exclusion-constraint",
                    ERROR,
                    LOCK,
                    "Nobody reads or writes the table while its index is built, and PostgreSQL cannot build it beforehand.",
                    ConstraintRules::exclusion),
            new Rule(
                    "not-null-without-check",
                    ERROR,
                    LOCK,
                    "Nobody reads or writes the table while every row is read, unless a validated CHECK proves the values.",
                    ConstraintRules::notNull),
            new Rule(
                    "foreign-key-without-index",
                    ERROR,
                    EXECUTION,
                    "Each row that is deleted from the table referred to, and each key that changes, reads the whole other table.",
                    context -> Stream.empty()));

    private ConstraintRules() {}

    private static Stream<Violation> added(RuleContext context, Kind kind) {
        if (context.operation() instanceof Operation.AddConstraint added) {
            Constraint constraint = added.constraint();
            return constraint.is(kind) && constraint.valid() && context.isLive(added.table())
                    ? Rule.object(added.table(), unvalidated(added.table(), constraint))
                    : Stream.empty();
        }
        if (context.operation() instanceof Operation.AddColumn added && context.isLive(added.table())) {
            ColumnDefinition column = added.column();
            // PostgreSQL itself knows that a foreign key holds where the new column is empty.
            return column.constraints().stream()
                    .filter(constraint -> constraint.is(kind)
                            && constraint.valid()
                            && (kind == Kind.CHECK || column.filler() != null))
                    .flatMap(constraint -> Rule.object(
                            added.table(), bare(added.table(), column).then(unvalidated(added.table(), constraint))));
        }
        return Stream.empty();
    }

    private static Suggestion bare(QualifiedName table, ColumnDefinition column) {
        String filler = column.filler() == null ? "" : " DEFAULT " + column.filler();
        return Suggestion.step(
                "ALTER TABLE %s ADD COLUMN %s %s%s".formatted(table, quoted(column.name()), column.type(), filler));
    }

    static Suggestion unvalidated(QualifiedName table, Constraint constraint) {
        return Suggestion.step("ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID"
                        .formatted(table, quoted(constraint.name()), constraint.definition()))
                .then(Suggestion.step(
                        "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, quoted(constraint.name()))));
    }

    private static Stream<Violation> validatedAtOnce(RuleContext context) {
        if (!(context.operation() instanceof Operation.ValidateConstraint validated)
                || !context.isLive(validated.table())) {
            return Stream.empty();
        }
        return context.earlier(Operation.AddConstraint.class)
                .filter(added -> added.table().equals(validated.table())
                        && added.constraint().name().equals(validated.constraint()))
                .flatMap(added -> Rule.object(added.table(), unvalidated(added.table(), added.constraint())));
    }

    private static Stream<Violation> built(RuleContext context, Kind kind) {
        if (context.operation() instanceof Operation.AddConstraint added) {
            Constraint constraint = added.constraint();
            return constraint.is(kind) && constraint.fromIndex() == null && context.isLive(added.table())
                    ? Rule.object(added.table(), fromIndex(context, added.table(), constraint))
                    : Stream.empty();
        }
        if (context.operation() instanceof Operation.AddColumn added && context.isLive(added.table())) {
            return added.column().constraints().stream()
                    .filter(constraint -> constraint.is(kind))
                    .flatMap(constraint -> Rule.object(
                            added.table(),
                            bare(added.table(), added.column()).then(fromIndex(context, added.table(), constraint))));
        }
        return Stream.empty();
    }

    private static Suggestion fromIndex(RuleContext context, QualifiedName table, Constraint constraint) {
        String name = quoted(constraint.name());
        String columns = String.join(
                ", ", constraint.columns().stream().map(QualifiedName::quoted).toList());
        Suggestion index = Suggestion.outside(
                "DROP INDEX CONCURRENTLY IF EXISTS " + name,
                "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s (%s)".formatted(name, table, columns));
        if (!constraint.is(Kind.PRIMARY_KEY)) {
            return index.then(
                    Suggestion.step("ALTER TABLE %s ADD CONSTRAINT %s UNIQUE USING INDEX %2$s".formatted(table, name)));
        }
        Suggestion filled = constraint.columns().stream()
                .filter(column -> !context.before().holdsValues(table, column))
                .map(column -> proven(table, column))
                .reduce(index, Suggestion::then);
        return filled.then(Suggestion.step(
                "ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY USING INDEX %2$s".formatted(table, name)));
    }

    private static Stream<Violation> exclusion(RuleContext context) {
        return context.operation() instanceof Operation.AddConstraint added
                        && added.constraint().is(Kind.EXCLUDE)
                        && context.isLive(added.table())
                ? Rule.object(
                        added.table(),
                        Suggestion.reason("exclusion-constraint", "why the table may stand still for so long"))
                : Stream.empty();
    }

    private static Stream<Violation> notNull(RuleContext context) {
        QualifiedName table = context.operation().table();
        if (!context.isLive(table)) {
            return Stream.empty();
        }
        Stream<String> columns = Stream.empty();
        if (context.operation() instanceof Operation.SetNotNull set) {
            columns = Stream.of(set.column());
        } else if (context.operation() instanceof Operation.AddConstraint added) {
            Constraint constraint = added.constraint();
            if (constraint.is(Kind.NOT_NULL) && constraint.valid()) {
                columns = constraint.columns().stream();
            } else if (constraint.is(Kind.PRIMARY_KEY) && constraint.fromIndex() != null) {
                columns = context.before().columnsOf(table.sibling(constraint.fromIndex())).stream();
            }
        }
        return columns.filter(column -> column != null && !context.before().holdsValues(table, column))
                .flatMap(column -> Rule.object(
                        table,
                        proven(table, column)
                                .then(Suggestion.step("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL"
                                        .formatted(table, quoted(column))))));
    }

    static Suggestion proven(QualifiedName table, String column) {
        String check = quoted(table.name() + "_" + column + "_not_null_check");
        return Suggestion.step("ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID"
                        .formatted(table, check, quoted(column)))
                .then(Suggestion.step("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, check)));
    }
}
