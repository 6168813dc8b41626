package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.Concern.EXECUTION;
import static org.studentmanagement.schema.lint.Concern.LOCK;
import static org.studentmanagement.schema.lint.Severity.ERROR;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Operation.ChangeRows;
import org.studentmanagement.schema.lint.Rule.Objection;

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

    private static Stream<Objection> twoLocks(Moment moment) {
        Operation operation = moment.operation();
        if (!moment.inTransaction() || !operation.exclusive() || !moment.isLive(operation.table())) {
            return Stream.empty();
        }
        List<Name> locked = moment.earlier(Operation.class)
                .filter(Operation::exclusive)
                .map(Operation::table)
                .map(moment::now)
                .filter(moment::isLive)
                .distinct()
                .toList();
        return locked.size() == 1 && !locked.contains(operation.table())
                ? Rule.object(operation.table(), separate(moment))
                : Stream.empty();
    }

    /** What comes before the statement, and from it on, in changesets of their own. */
    private static Safe separate(Moment moment) {
        String[] before = moment.all().subList(0, moment.place()).stream()
                .map(Statement::sql)
                .distinct()
                .toArray(String[]::new);
        String[] after = moment.all().subList(moment.place(), moment.all().size()).stream()
                .map(Statement::sql)
                .distinct()
                .toArray(String[]::new);
        return Safe.step(before).then(Safe.step(after));
    }

    private static Stream<Objection> rowsUnderLock(Moment moment) {
        if (!moment.inTransaction() || !moment.isLive(moment.operation().table())) {
            return Stream.empty();
        }
        boolean changes = isLong(moment, moment.operation());
        boolean locks = moment.operation().exclusive();
        boolean collides = changes
                        && moment.earlier(Operation.class)
                                .anyMatch(other -> other.exclusive() && moment.isLive(other.table()))
                || locks && moment.earlier(Operation.class).anyMatch(other -> isLong(moment, other));
        return collides ? Rule.object(moment.operation().table(), separate(moment)) : Stream.empty();
    }

    private static boolean isLong(Moment moment, Operation operation) {
        return operation instanceof ChangeRows rows
                && !rows.verb().equals("TRUNCATE")
                && !rows.verb().equals("INSERT")
                && moment.isLive(rows.table());
    }

    private static Stream<Objection> refused(Moment moment) {
        return moment.operation() instanceof Operation.Outside && moment.inTransaction()
                ? Rule.object(null, Safe.outside(moment.statement().sql()))
                : Stream.empty();
    }

    private static Stream<Objection> newEnumValue(Moment moment) {
        if (!(moment.operation() instanceof Operation.AddEnumValue added) || !moment.inTransaction()) {
            return Stream.empty();
        }
        List<String> after = moment
                .all()
                .subList(moment.place() + 1, moment.all().size())
                .stream()
                .map(Statement::sql)
                .distinct()
                .filter(Objects::nonNull)
                .toList();
        return after.stream().anyMatch(sql -> sql.contains(added.value()))
                ? Rule.object(null, Safe.step(moment.statement().sql()).then(Safe.step(after.toArray(String[]::new))))
                : Stream.empty();
    }

    private static Stream<Objection> control(Moment moment) {
        if (!(moment.operation() instanceof Operation.ControlTransaction control)
                || control.inBlock() && !moment.inTransaction()) {
            return Stream.empty();
        }
        String[] others = moment.all().stream()
                .filter(statement -> !(statement.operation() instanceof Operation.ControlTransaction))
                .map(Statement::sql)
                .distinct()
                .toArray(String[]::new);
        return Rule.object(null, Safe.step(others));
    }
}
