package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.Concern.EXECUTION;
import static org.studentmanagement.schema.lint.Concern.LOCK;
import static org.studentmanagement.schema.lint.Severity.ERROR;
import static org.studentmanagement.schema.lint.Severity.WARNING;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Objection;

/** Indexes that are built, dropped or built anew while the table is in use. */
final class IndexRules {
    /** Of what no changeset has made, a rule without a database knows nothing. */
    static final String ANOTHERS = "name-of-another";

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
                    IndexRules::refused),
            new Rule(
                    ANOTHERS,
                    ERROR,
                    EXECUTION,
                    "The name is another's, which would be dropped, or stands in the way.",
                    IndexRules::anothers));

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

    private static Stream<Objection> anothers(Moment moment) {
        Stream<Operation.CreateIndex> made = moment.operation() instanceof Operation.DropIndex drop
                ? moment.later(Operation.CreateIndex.class)
                        .filter(index -> index.index().equals(drop.index()))
                : Stream.of(moment.operation())
                        .filter(Operation.CreateIndex.class::isInstance)
                        .map(Operation.CreateIndex.class::cast);
        return made.filter(index -> moment.before()
                        .ownerOf(index.index())
                        .filter(owner -> !owner.equals(index.table()))
                        .isPresent())
                .map(index -> new Objection(
                        null,
                        "%s is of %s."
                                .formatted(
                                        index.index(),
                                        moment.before().ownerOf(index.index()).orElseThrow()),
                        named(index, ownName(index))));
    }

    /** The one that PostgreSQL itself would give, or the next one. */
    private static Name ownName(Operation.CreateIndex index) {
        String columns = index.columns().stream()
                .map(column -> column == null ? "expr" : column)
                .collect(Collectors.joining("_"));
        String name = "%s_%s_idx".formatted(index.table().name(), columns);
        return index.index().sibling(name.equals(index.index().name()) ? name + "1" : name);
    }

    private static Safe concurrently(Operation.CreateIndex index) {
        return named(index, index.index());
    }

    private static Safe named(Operation.CreateIndex index, Name name) {
        return Safe.outside(
                "DROP INDEX CONCURRENTLY IF EXISTS " + name,
                "CREATE " + index.rest().formatted(Name.quoted(name.name()), index.table()));
    }
}
