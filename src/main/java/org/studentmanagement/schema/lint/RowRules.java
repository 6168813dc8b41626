package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.QualifiedName.quoted;
import static org.studentmanagement.schema.lint.RuleCategory.FORM;
import static org.studentmanagement.schema.lint.RuleCategory.LOCK;
import static org.studentmanagement.schema.lint.RuleCategory.RELEASE;
import static org.studentmanagement.schema.lint.Severity.ERROR;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Operation.ChangeRows;
import org.studentmanagement.schema.lint.Rule.Violation;
import org.studentmanagement.schema.run.Direction;

/** Rows that a changeset changes. */
final class RowRules {
    /** The rule that is of use only where the number of rows is known. */
    static final String UNBATCHED = "rows-changed-at-once";

    private static final Set<String> CHANGING = Set.of("UPDATE", "DELETE", "TRUNCATE", "MERGE");

    static final List<Rule> ALL = List.of(
            new Rule(
                    "rows-without-where",
                    ERROR,
                    RELEASE,
                    "Every row is changed, those that a user stores meanwhile and those that are right already among them.",
                    RowRules::withoutWhere),
            new Rule(
                    UNBATCHED,
                    ERROR,
                    LOCK,
                    "Every row that is changed stays locked until the last one is, and vacuum cannot clean up behind it.",
                    RowRules::atOnce),
            new Rule(
                    "rows-without-way-back",
                    ERROR,
                    FORM,
                    "The rollback neither restores the rows nor says that the old values do not come back.",
                    RowRules::withoutWayBack));

    private RowRules() {}

    private static Stream<Violation> withoutWhere(RuleContext context) {
        if (!(context.operation() instanceof ChangeRows rows) || rows.selected() || !context.isLive(rows.table())) {
            return Stream.empty();
        }
        if (rows.verb().equals("UPDATE") && rows.assignments().get(0).matches("(?s)[^(].*?=.*")) {
            String[] parts = rows.assignments().get(0).split("=", 2);
            return Rule.object(
                    rows.table(),
                    Suggestion.step("UPDATE %s SET %s WHERE %s IS DISTINCT FROM (%s)"
                            .formatted(
                                    rows.table(),
                                    String.join(", ", rows.assignments()),
                                    parts[0].strip(),
                                    parts[1].strip())));
        }
        return Rule.object(
                rows.table(),
                Suggestion.step("DELETE FROM %s WHERE %s IN (1, 2)"
                        .formatted(rows.table(), quoted(context.before().firstColumn(rows.table())))));
    }

    private static Stream<Violation> atOnce(RuleContext context) {
        if (!(context.operation() instanceof ChangeRows rows)
                || !Set.of("UPDATE", "DELETE").contains(rows.verb())
                || rows.batched()
                || !context.isLive(rows.table())) {
            return Stream.empty();
        }
        String condition = rows.condition().isEmpty() ? "…" : rows.condition();
        String assignments = rows.assignments().isEmpty() ? "…" : String.join(", ", rows.assignments());
        return Rule.object(
                rows.table(),
                "In portions, each of its own transaction, where the condition no longer holds for a row that is done.",
                Suggestion.portions(rows.table(), assignments, condition));
    }

    private static Stream<Violation> withoutWayBack(RuleContext context) {
        if (context.direction() == Direction.DOWN
                || !(context.operation() instanceof ChangeRows rows)
                || !CHANGING.contains(rows.verb()) && !context.isLive(rows.table())) {
            return Stream.empty();
        }
        ParsedChangeset changeset = context.changeset();
        boolean restored = changeset.down().stream()
                .map(Statement::operation)
                .anyMatch(undo -> undo instanceof ChangeRows back
                                && back.table().equals(rows.table())
                        || undo instanceof Operation.Drop drop && rows.table().equals(drop.table()));
        return restored || !changeset.rollback() || changeset.rollbackIsExplained()
                ? Stream.empty()
                : Rule.object(rows.table(), Suggestion.yaml("""
                        rollback:
                          # The old values do not come back: they are in the backup that was taken before.
                          - empty: {}
                        """));
    }
}
