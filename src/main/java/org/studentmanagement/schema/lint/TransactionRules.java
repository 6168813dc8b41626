package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Operation.ChangeRows;
import org.studentmanagement.schema.lint.Rule.Violation;

/** What should not run in one transaction, commands that keep others from a table, and what nobody can judge. */
final class TransactionRules {
    private TransactionRules() {}

    static Stream<Violation> twoLocks(RuleContext context) {
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

    static Stream<Violation> rowsUnderLock(RuleContext context) {
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

    static Stream<Violation> refused(RuleContext context, Operation.Outside outside) {
        return context.inTransaction()
                ? Rule.violation(null, Suggestion.outside(context.statement().sql()))
                : Stream.empty();
    }

    static Stream<Violation> newEnumValue(RuleContext context, Operation.AddEnumValue added) {
        String[] after = sql(fromHereOn(context, 1));
        return context.inTransaction() && Stream.of(after).anyMatch(sql -> sql.contains(added.value()))
                ? Rule.violation(
                        null, Suggestion.step(context.statement().sql()).then(Suggestion.step(after)))
                : Stream.empty();
    }

    static Stream<Violation> control(RuleContext context, Operation.ControlTransaction control) {
        List<Statement> others = context.all().stream()
                .filter(statement -> !(statement.operation() instanceof Operation.ControlTransaction))
                .toList();
        return control.inBlock() && !context.inTransaction()
                ? Stream.empty()
                : Rule.violation(null, Suggestion.step(sql(others)));
    }

    static Stream<Violation> quiet(Operation operation, String rule) {
        return Rule.violation(operation.table(), Suggestion.reason(rule, Suppression.SOME_TIME));
    }

    static Stream<Violation> blocked(RuleContext context, Operation.Block block) {
        return block.instead() == null
                ? quiet(block, "table-blocked")
                : Rule.violation(block.table(), Suggestion.outside(block.instead()));
    }

    static Stream<Violation> timeoutOff(RuleContext context, Operation.SetParameter set) {
        return set.parameter().equals("lock_timeout") && !set.value().matches("'?0*[1-9].*")
                ? Rule.violation(null, Suggestion.step("SET LOCAL lock_timeout = '2s'"))
                : Stream.empty();
    }

    static Stream<Violation> unreadable(RuleContext context) {
        String reason;
        if (context.operation() instanceof Operation.Unreadable unreadable) {
            reason = unreadable.reason();
        } else if (context.operation() instanceof Operation.Call call
                && context.before().isOwnFunction(call.function())) {
            reason = "what %s() does is not in it".formatted(call.function());
        } else {
            return Stream.empty();
        }
        return Rule.violation(
                null,
                "Here, " + reason + ".",
                Suggestion.reason("cannot-be-judged", "which locks it takes, for how long, and what it loses"));
    }
}
