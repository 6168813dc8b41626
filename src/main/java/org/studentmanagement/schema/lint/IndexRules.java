package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;

/** Indexes that are built, dropped or built anew while the table is in use. */
final class IndexRules {
    private IndexRules() {}

    static Stream<Violation> blocking(RuleContext context, Operation.CreateIndex index) {
        return index.concurrently()
                ? Stream.empty()
                : Rule.violation(index.table(), concurrently(index, index.index()));
    }

    static Stream<Violation> dropped(RuleContext context, Operation.DropIndex drop) {
        QualifiedName table = context.before().tableOf(drop.index()).orElse(null);
        return !drop.concurrently() && (table == null || context.isLive(table))
                ? Rule.violation(table, concurrently(drop))
                : Stream.empty();
    }

    static Stream<Violation> refused(RuleContext context) {
        if (!context.inTransaction()) {
            return Stream.empty();
        }
        if (context.operation() instanceof Operation.CreateIndex index && index.concurrently()) {
            return Rule.violation(null, concurrently(index, index.index()));
        }
        return context.operation() instanceof Operation.DropIndex drop && drop.concurrently()
                ? Rule.violation(null, concurrently(drop))
                : Stream.empty();
    }

    static Stream<Violation> withoutDrop(RuleContext context, Operation.CreateIndex index) {
        return context.inTransaction()
                        || !index.concurrently()
                        || context.earlier(Operation.DropIndex.class)
                                .anyMatch(drop -> drop.index().equals(index.index()))
                ? Stream.empty()
                : Rule.violation(null, concurrently(index, index.index()));
    }

    static Stream<Violation> anothers(RuleContext context) {
        Stream<Operation.CreateIndex> made = context.operation() instanceof Operation.DropIndex drop
                ? context.later(Operation.CreateIndex.class)
                        .filter(index -> index.index().equals(drop.index()))
                : Operation.of(Operation.CreateIndex.class, List.of(context.operation()));
        return made.flatMap(index ->
                context.before().ownerOf(index.index()).filter(owner -> !owner.equals(index.table())).stream()
                        .flatMap(owner -> Rule.violation(
                                null,
                                "%s is of %s.".formatted(index.index(), owner),
                                concurrently(index, otherName(index)))));
    }

    /** The one that PostgreSQL itself would give, or the next one. */
    private static QualifiedName otherName(Operation.CreateIndex index) {
        QualifiedName name = Operation.CreateIndex.ownName(index.table(), index.columns());
        return name.equals(index.index()) ? name.sibling(name.name() + "1") : name;
    }

    private static Suggestion concurrently(Operation.CreateIndex index, QualifiedName name) {
        return Suggestion.index(name, index.rest().formatted(QualifiedName.quoted(name.name()), index.table()));
    }

    private static Suggestion concurrently(Operation.DropIndex drop) {
        return Suggestion.outside("DROP INDEX CONCURRENTLY IF EXISTS " + drop.index());
    }
}
