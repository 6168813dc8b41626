package org.studentmanagement.migration.lint;

import static org.studentmanagement.migration.lint.Concern.EXECUTION;
import static org.studentmanagement.migration.lint.Concern.LOCK;
import static org.studentmanagement.migration.lint.Severity.ERROR;
import static org.studentmanagement.migration.lint.Severity.WARNING;

import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.migration.lint.Rule.Objection;

/** Indexes that are built, dropped or built anew while the table is in use. */
final class IndexRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    "index-not-concurrent",
                    ERROR,
                    LOCK,
                    "Nobody writes to the table while the index is built.",
                    IndexRules::built),
            new Rule(
                    "index-drop-not-concurrent",
                    WARNING,
                    LOCK,
                    "The drop waits for everybody who uses the table, and whoever comes after it waits for the drop.",
                    IndexRules::dropped),
            new Rule(
                    "concurrent-index-in-transaction",
                    ERROR,
                    EXECUTION,
                    "PostgreSQL refuses CONCURRENTLY inside of a transaction.",
                    IndexRules::refused));

    private IndexRules() {}

    private static Stream<Objection> built(Moment moment) {
        return moment.operation() instanceof Operation.CreateIndex index
                        && !index.concurrently()
                        && moment.isLive(index.table())
                ? Rule.object(index.table(), concurrently(index))
                : Stream.empty();
    }

    private static Stream<Objection> dropped(Moment moment) {
        if (!(moment.operation() instanceof Operation.DropIndex index) || index.concurrently()) {
            return Stream.empty();
        }
        Name table = moment.before().tableOf(index.index()).orElse(null);
        return table == null || moment.isLive(table)
                ? Rule.object(table, Safe.outside("DROP INDEX CONCURRENTLY IF EXISTS " + index.index()))
                : Stream.empty();
    }

    private static Stream<Objection> refused(Moment moment) {
        if (!moment.inTransaction()) {
            return Stream.empty();
        }
        if (moment.operation() instanceof Operation.CreateIndex index && index.concurrently()) {
            return Rule.object(null, concurrently(index));
        }
        return moment.operation() instanceof Operation.DropIndex index && index.concurrently()
                ? Rule.object(null, Safe.outside("DROP INDEX CONCURRENTLY IF EXISTS " + index.index()))
                : Stream.empty();
    }

    private static Safe concurrently(Operation.CreateIndex index) {
        return Safe.outside(
                "DROP INDEX CONCURRENTLY IF EXISTS " + index.index(),
                "CREATE " + index.rest().formatted(Name.quoted(index.index().name()), index.table()));
    }
}
