package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.Concern.EXECUTION;
import static org.studentmanagement.schema.lint.Concern.LOCK;
import static org.studentmanagement.schema.lint.Severity.ERROR;

import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Objection;

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

    private static Stream<Objection> lockTable(Moment moment) {
        return moment.operation() instanceof Operation.LockTable lock && moment.isLive(lock.table())
                ? Rule.object(lock.table(), quiet("lock-table"))
                : Stream.empty();
    }

    private static Stream<Objection> blocked(Moment moment) {
        return moment.operation() instanceof Operation.Block block && moment.isLive(block.table())
                ? Rule.object(
                        block.table(), block.instead() == null ? quiet("table-blocked") : Safe.outside(block.instead()))
                : Stream.empty();
    }

    private static Stream<Objection> triggers(Moment moment) {
        return moment.operation() instanceof Operation.SwitchTriggers triggers && moment.isLive(triggers.table())
                ? Rule.object(triggers.table(), quiet("triggers-switched"))
                : Stream.empty();
    }

    private static Safe quiet(String rule) {
        return Safe.reason(rule, "why nobody suffers, or when it runs that nobody does");
    }

    private static Stream<Objection> timeoutOff(Moment moment) {
        return moment.operation() instanceof Operation.SetParameter set
                        && set.parameter().equals("lock_timeout")
                        && !set.value().matches("'?0*[1-9].*")
                ? Rule.object(null, Safe.step("SET LOCAL lock_timeout = '2s'"))
                : Stream.empty();
    }

    private static Stream<Objection> unreadable(Moment moment) {
        if (moment.operation() instanceof Operation.Unreadable unreadable) {
            return unjudged("Here, " + unreadable.reason() + ".");
        }
        return moment.operation() instanceof Operation.Call call
                        && moment.before().isOwnFunction(call.function())
                ? unjudged("Here, what %s() does is not in it.".formatted(call.function()))
                : Stream.empty();
    }

    private static Stream<Objection> unjudged(String detail) {
        return Rule.object(
                null, detail, Safe.reason("cannot-be-judged", "which locks it takes, for how long, and what it loses"));
    }
}
