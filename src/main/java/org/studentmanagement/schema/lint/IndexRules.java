package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.RuleCategory.EXECUTION;
import static org.studentmanagement.schema.lint.RuleCategory.LOCK;
import static org.studentmanagement.schema.lint.Severity.ERROR;
import static org.studentmanagement.schema.lint.Severity.WARNING;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;

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

    private static Stream<Violation> built(RuleContext context) {
        return context.operation() instanceof Operation.CreateIndex index
                        && !index.concurrently()
                        && context.isLive(index.table())
                ? Rule.object(index.table(), concurrently(index))
                : Stream.empty();
    }

    private static Stream<Violation> dropped(RuleContext context) {
        if (!(context.operation() instanceof Operation.DropIndex index) || index.concurrently()) {
            return Stream.empty();
        }
        QualifiedName table = context.before().tableOf(index.index()).orElse(null);
        return table == null || context.isLive(table)
                ? Rule.object(table, Suggestion.outside("DROP INDEX CONCURRENTLY IF EXISTS " + index.index()))
                : Stream.empty();
    }

    private static Stream<Violation> refused(RuleContext context) {
        if (!context.inTransaction()) {
            return Stream.empty();
        }
        if (context.operation() instanceof Operation.CreateIndex index && index.concurrently()) {
            return Rule.object(null, concurrently(index));
        }
        return context.operation() instanceof Operation.DropIndex index && index.concurrently()
                ? Rule.object(null, Suggestion.outside("DROP INDEX CONCURRENTLY IF EXISTS " + index.index()))
                : Stream.empty();
    }

    private static Stream<Violation> anothers(RuleContext context) {
        Stream<Operation.CreateIndex> made = context.operation() instanceof Operation.DropIndex drop
                ? context.later(Operation.CreateIndex.class)
                        .filter(index -> index.index().equals(drop.index()))
                : Stream.of(context.operation())
                        .filter(Operation.CreateIndex.class::isInstance)
                        .map(Operation.CreateIndex.class::cast);
        return made.filter(index -> context.before()
                        .ownerOf(index.index())
                        .filter(owner -> !owner.equals(index.table()))
                        .isPresent())
                .map(index -> new Violation(
                        null,
                        "%s is of %s."
                                .formatted(
                                        index.index(),
                                        context.before().ownerOf(index.index()).orElseThrow()),
                        named(index, ownName(index))));
    }

    /** The one that PostgreSQL itself would give, or the next one. */
    private static QualifiedName ownName(Operation.CreateIndex index) {
        String columns = index.columns().stream()
                .map(column -> column == null ? "expr" : column)
                .collect(Collectors.joining("_"));
        String name = "%s_%s_idx".formatted(index.table().name(), columns);
        return index.index().sibling(name.equals(index.index().name()) ? name + "1" : name);
    }

    private static Suggestion concurrently(Operation.CreateIndex index) {
        return named(index, index.index());
    }

    private static Suggestion named(Operation.CreateIndex index, QualifiedName name) {
        return Suggestion.outside(
                "DROP INDEX CONCURRENTLY IF EXISTS " + name,
                "CREATE " + index.rest().formatted(QualifiedName.quoted(name.name()), index.table()));
    }
}
