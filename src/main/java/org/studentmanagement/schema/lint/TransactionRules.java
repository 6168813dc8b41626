package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.RuleCategory.EXECUTION;
import static org.studentmanagement.schema.lint.RuleCategory.LOCK;
import static org.studentmanagement.schema.lint.Severity.ERROR;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Operation.ChangeRows;
import org.studentmanagement.schema.lint.Rule.Violation;

/** What should not run in one transaction, and what makes others wait for other reasons. */
final class TransactionRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    "two-locks-in-one-transaction",
                    ERROR,
                    LOCK,
                    "Nobody reads the first table while the second one is waited for, and two who lock in another order deadlock.",
                    TransactionRules::twoLocks),
            new Rule(
                    "rows-changed-under-lock",
                    ERROR,
                    LOCK,
                    "Nobody reads the table for as long as the rows take, since both are one transaction.",
                    TransactionRules::rowsUnderLock),
            new Rule(
                    "refused-in-transaction",
                    ERROR,
                    EXECUTION,
                    "PostgreSQL refuses it inside of a transaction.",
                    TransactionRules::refused),
            new Rule(
                    "enum-value-used-at-once",
                    ERROR,
                    EXECUTION,
                    "PostgreSQL refuses to use a new value of an enum in the transaction that adds it.",
                    TransactionRules::newEnumValue),
            new Rule(
                    "transaction-control",
                    ERROR,
                    EXECUTION,
                    "The change and its record are one transaction, which this would end: a failure after it leaves half of the change.",
                    TransactionRules::control));

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
                ? Rule.object(operation.table(), separate(context))
                : Stream.empty();
    }

    /** What comes before the statement, and from it on, in changesets of their own. */
    private static Suggestion separate(RuleContext context) {
        String[] before = context.all().subList(0, context.place()).stream()
                .map(Statement::sql)
                .distinct()
                .toArray(String[]::new);
        String[] after = context.all().subList(context.place(), context.all().size()).stream()
                .map(Statement::sql)
                .distinct()
                .toArray(String[]::new);
        return Suggestion.step(before).then(Suggestion.step(after));
    }

    private static Stream<Violation> rowsUnderLock(RuleContext context) {
        if (!context.inTransaction() || !context.isLive(context.operation().table())) {
            return Stream.empty();
        }
        boolean changes = isLong(context, context.operation());
        boolean locks = context.operation().exclusive();
        boolean collides = changes
                        && context.earlier(Operation.class)
                                .anyMatch(other -> other.exclusive() && context.isLive(other.table()))
                || locks && context.earlier(Operation.class).anyMatch(other -> isLong(context, other));
        return collides ? Rule.object(context.operation().table(), separate(context)) : Stream.empty();
    }

    private static boolean isLong(RuleContext context, Operation operation) {
        return operation instanceof ChangeRows rows
                && !rows.verb().equals("TRUNCATE")
                && !rows.verb().equals("INSERT")
                && context.isLive(rows.table());
    }

    private static Stream<Violation> refused(RuleContext context) {
        return context.operation() instanceof Operation.Outside && context.inTransaction()
                ? Rule.object(null, Suggestion.outside(context.statement().sql()))
                : Stream.empty();
    }

    private static Stream<Violation> newEnumValue(RuleContext context) {
        if (!(context.operation() instanceof Operation.AddEnumValue added) || !context.inTransaction()) {
            return Stream.empty();
        }
        List<String> after = context
                .all()
                .subList(context.place() + 1, context.all().size())
                .stream()
                .map(Statement::sql)
                .distinct()
                .filter(Objects::nonNull)
                .toList();
        return after.stream().anyMatch(sql -> sql.contains(added.value()))
                ? Rule.object(
                        null,
                        Suggestion.step(context.statement().sql()).then(Suggestion.step(after.toArray(String[]::new))))
                : Stream.empty();
    }

    private static Stream<Violation> control(RuleContext context) {
        if (!(context.operation() instanceof Operation.ControlTransaction control)
                || control.inBlock() && !context.inTransaction()) {
            return Stream.empty();
        }
        String[] others = context.all().stream()
                .filter(statement -> !(statement.operation() instanceof Operation.ControlTransaction))
                .map(Statement::sql)
                .distinct()
                .toArray(String[]::new);
        return Rule.object(null, Suggestion.step(others));
    }
}
