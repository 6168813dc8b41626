package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.Rule.Category.EXECUTION;
import static org.studentmanagement.schema.lint.Rule.Category.LOCK;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Operation.ChangeRows;
import org.studentmanagement.schema.lint.Rule.Violation;

/** What should not run in one transaction, and what makes others wait for other reasons. */
final class TransactionRules {
    static final List<Rule> ALL = List.of(
            Rule.error(
                    "two-locks-in-one-transaction",
                    LOCK,
                    "Nobody reads the first table while the second one is waited for, and two who lock in another order deadlock.",
                    TransactionRules::twoLocks),
            Rule.error(
                    "rows-changed-under-lock",
                    LOCK,
                    "Nobody reads the table for as long as the rows take, since both are one transaction.",
                    TransactionRules::rowsUnderLock),
            Rule.error(
                    "refused-in-transaction",
                    EXECUTION,
                    "PostgreSQL refuses it inside of a transaction.",
                    Rule.on(Operation.Outside.class, TransactionRules::refused)),
            Rule.error(
                    "enum-value-used-at-once",
                    EXECUTION,
                    "PostgreSQL refuses to use a new value of an enum in the transaction that adds it.",
                    Rule.on(Operation.AddEnumValue.class, TransactionRules::newEnumValue)),
            Rule.error(
                    "transaction-control",
                    EXECUTION,
                    "The change and its record are one transaction, which this would end: a failure after it leaves half of the change.",
                    Rule.on(Operation.ControlTransaction.class, TransactionRules::control)));

    private TransactionRules() {}

    private static Stream<Violation> twoLocks(RuleContext context) {
        Operation operation = context.operation();
        if (!context.inTransaction() || !operation.exclusive() || !context.isLive(operation.table())) {
            return Stream.empty();
        }
        List<QualifiedName> locked = context.earlier(Operation.class)
                .filter(Operation::exclusive)
                .map(Operation::table)
                .map(context::now)
                .filter(context::isLive)
                .distinct()
                .toList();
        return locked.size() == 1 && !locked.contains(operation.table())
                ? Rule.violation(operation.table(), separate(context))
                : Stream.empty();
    }

    /** What comes before the statement, and from it on, in changesets of their own. */
    private static Suggestion separate(RuleContext context) {
        return Suggestion.step(sql(context.all().subList(0, context.place())))
                .then(Suggestion.step(sql(fromHereOn(context, 0))));
    }

    private static List<Statement> fromHereOn(RuleContext context, int after) {
        return context.all().subList(context.place() + after, context.all().size());
    }

    private static String[] sql(List<Statement> statements) {
        return statements.stream().map(Statement::sql).distinct().toArray(String[]::new);
    }

    private static Stream<Violation> rowsUnderLock(RuleContext context) {
        Operation operation = context.operation();
        if (!context.inTransaction() || !context.isLive(operation.table())) {
            return Stream.empty();
        }
        boolean collides = isLong(context, operation)
                        && context.earlier(Operation.class)
                                .anyMatch(other -> other.exclusive() && context.isLive(other.table()))
                || operation.exclusive() && context.earlier(Operation.class).anyMatch(other -> isLong(context, other));
        return collides ? Rule.violation(operation.table(), separate(context)) : Stream.empty();
    }

    private static boolean isLong(RuleContext context, Operation operation) {
        return operation instanceof ChangeRows rows
                && !Set.of("TRUNCATE", "INSERT").contains(rows.verb())
                && context.isLive(rows.table());
    }

    private static Stream<Violation> refused(RuleContext context, Operation.Outside outside) {
        return context.inTransaction()
                ? Rule.violation(null, Suggestion.outside(context.statement().sql()))
                : Stream.empty();
    }

    private static Stream<Violation> newEnumValue(RuleContext context, Operation.AddEnumValue added) {
        String[] after = sql(fromHereOn(context, 1));
        return context.inTransaction() && Stream.of(after).anyMatch(sql -> sql.contains(added.value()))
                ? Rule.violation(
                        null, Suggestion.step(context.statement().sql()).then(Suggestion.step(after)))
                : Stream.empty();
    }

    private static Stream<Violation> control(RuleContext context, Operation.ControlTransaction control) {
        List<Statement> others = context.all().stream()
                .filter(statement -> !(statement.operation() instanceof Operation.ControlTransaction))
                .toList();
        return control.inBlock() && !context.inTransaction()
                ? Stream.empty()
                : Rule.violation(null, Suggestion.step(sql(others)));
    }
}
