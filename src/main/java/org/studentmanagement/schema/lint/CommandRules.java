package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.Rule.Category.EXECUTION;
import static org.studentmanagement.schema.lint.Rule.Category.LOCK;

import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;

/** Commands that keep others from a table, and what nobody can judge. */
final class CommandRules {
    static final List<Rule> ALL = List.of(
            Rule.error(
                    "lock-table",
                    LOCK,
                    "The table is locked until the changeset ends, whether the work needs it or not.",
                    Rule.live(
                            Operation.LockTable.class,
                            (context, lock) -> Rule.violation(lock.table(), quiet("lock-table")))),
            Rule.error(
                    "table-blocked",
                    LOCK,
                    "Nobody uses the table while all of it is written anew.",
                    Rule.live(
                            Operation.Block.class,
                            (context, block) -> Rule.violation(
                                    block.table(),
                                    block.instead() == null
                                            ? quiet("table-blocked")
                                            : Suggestion.outside(block.instead())))),
            Rule.error(
                    "triggers-switched",
                    LOCK,
                    "What other sessions write meanwhile passes without the trigger as well.",
                    Rule.live(
                            Operation.SwitchTriggers.class,
                            (context, triggers) -> Rule.violation(triggers.table(), quiet("triggers-switched")))),
            Rule.error(
                    "lock-timeout-off",
                    EXECUTION,
                    "The upgrade steps back after migration.lock-timeout; without it, it waits for ever, and everybody behind it.",
                    Rule.on(Operation.SetParameter.class, (context, set) -> timeoutOff(set))),
            Rule.error(
                    "cannot-be-judged",
                    EXECUTION,
                    "Nobody has looked at the locks and the losses of what lint cannot read.",
                    CommandRules::unreadable));

    private CommandRules() {}

    private static Suggestion quiet(String rule) {
        return Suggestion.reason(rule, Suppression.SOME_TIME);
    }

    private static Stream<Violation> timeoutOff(Operation.SetParameter set) {
        return set.parameter().equals("lock_timeout") && !set.value().matches("'?0*[1-9].*")
                ? Rule.violation(null, Suggestion.step("SET LOCAL lock_timeout = '2s'"))
                : Stream.empty();
    }

    private static Stream<Violation> unreadable(RuleContext context) {
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
