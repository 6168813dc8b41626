package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.RuleCategory.EXECUTION;
import static org.studentmanagement.schema.lint.RuleCategory.LOCK;
import static org.studentmanagement.schema.lint.Severity.ERROR;

import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;

/** Commands that keep others from a table, and what nobody can judge. */
final class CommandRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    "lock-table",
                    ERROR,
                    LOCK,
                    "The table is locked until the changeset ends, whether the work needs it or not.",
                    CommandRules::lockTable),
            new Rule(
                    "table-blocked",
                    ERROR,
                    LOCK,
                    "Nobody uses the table while all of it is written anew.",
                    CommandRules::blocked),
            new Rule(
                    "triggers-switched",
                    ERROR,
                    LOCK,
                    "What other sessions write meanwhile passes without the trigger as well.",
                    CommandRules::triggers),
            new Rule(
                    "lock-timeout-off",
                    ERROR,
                    EXECUTION,
                    "The upgrade steps back after migration.lock-timeout; without it, it waits for ever, and everybody behind it.",
                    CommandRules::timeoutOff),
            new Rule(
                    "cannot-be-judged",
                    ERROR,
                    EXECUTION,
                    "Nobody has looked at the locks and the losses of what lint cannot read.",
                    CommandRules::unreadable));

    private CommandRules() {}

    private static Stream<Violation> lockTable(RuleContext context) {
        return context.operation() instanceof Operation.LockTable lock && context.isLive(lock.table())
                ? Rule.object(lock.table(), quiet("lock-table"))
                : Stream.empty();
    }

    private static Stream<Violation> blocked(RuleContext context) {
        return context.operation() instanceof Operation.Block block && context.isLive(block.table())
                ? Rule.object(
                        block.table(),
                        block.instead() == null ? quiet("table-blocked") : Suggestion.outside(block.instead()))
                : Stream.empty();
    }

    private static Stream<Violation> triggers(RuleContext context) {
        return context.operation() instanceof Operation.SwitchTriggers triggers && context.isLive(triggers.table())
                ? Rule.object(triggers.table(), quiet("triggers-switched"))
                : Stream.empty();
    }

    private static Suggestion quiet(String rule) {
        return Suggestion.reason(rule, "why nobody suffers, or when it runs that nobody does");
    }

    private static Stream<Violation> timeoutOff(RuleContext context) {
        return context.operation() instanceof Operation.SetParameter set
                        && set.parameter().equals("lock_timeout")
                        && !set.value().matches("'?0*[1-9].*")
                ? Rule.object(null, Suggestion.step("SET LOCAL lock_timeout = '2s'"))
                : Stream.empty();
    }

    private static Stream<Violation> unreadable(RuleContext context) {
        if (context.operation() instanceof Operation.Unreadable unreadable) {
            return unjudged("Here, " + unreadable.reason() + ".");
        }
        return context.operation() instanceof Operation.Call call
                        && context.before().isOwnFunction(call.function())
                ? unjudged("Here, what %s() does is not in it.".formatted(call.function()))
                : Stream.empty();
    }

    private static Stream<Violation> unjudged(String detail) {
        return Rule.object(
                null,
                detail,
                Suggestion.reason("cannot-be-judged", "which locks it takes, for how long, and what it loses"));
    }
}
