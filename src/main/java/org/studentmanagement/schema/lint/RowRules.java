package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.QualifiedName.quoted;

import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Operation.ChangeRows;
import org.studentmanagement.schema.lint.Rule.Violation;
import org.studentmanagement.schema.run.Direction;

final class RowRules {
    /** The rule that is of use only where the number of rows is known. */
    private RowRules() {}

    static Stream<Violation> withoutWhere(RuleContext context, ChangeRows rows) {
        if (rows.selected()) {
            return Stream.empty();
        }
        String sql = "DELETE FROM %s WHERE %s IN (1, 2)"
                .formatted(rows.table(), quoted(context.before().firstColumn(rows.table())));
        if (rows.verb().equals("UPDATE") && rows.assignments().get(0).matches("(?s)[^(].*?=.*")) {
            String[] parts = rows.assignments().get(0).split("=", 2);
            String assignments = String.join(", ", rows.assignments());
            sql = "UPDATE %s SET %s WHERE %s IS DISTINCT FROM (%s)"
                    .formatted(rows.table(), assignments, parts[0].strip(), parts[1].strip());
        }
        return Rule.violation(rows.table(), Suggestion.step(sql));
    }

    static Stream<Violation> atOnce(RuleContext context, ChangeRows rows) {
        if (!Set.of("UPDATE", "DELETE").contains(rows.verb()) || rows.batched()) {
            return Stream.empty();
        }
        String condition = rows.condition().isEmpty() ? "…" : rows.condition();
        String assignments = rows.assignments().isEmpty() ? "…" : String.join(", ", rows.assignments());
        return Rule.violation(
                rows.table(),
                "In portions, each of its own transaction, where the condition no longer holds for a row that is done.",
                Suggestion.portions(rows.table(), assignments, condition));
    }

    static Stream<Violation> withoutWayBack(RuleContext context, ChangeRows rows) {
        ParsedChangeset changeset = context.changeset();
        boolean ownRows = rows.verb().equals("INSERT") && !context.isLive(rows.table());
        boolean restored = changeset.down().stream()
                .map(Statement::operation)
                .anyMatch(undo -> (undo instanceof ChangeRows || undo instanceof Operation.Drop)
                        && rows.table().equals(undo.table()));
        return context.direction() == Direction.DOWN
                        || ownRows
                        || restored
                        || !changeset.rollback()
                        || changeset.rollbackIsExplained()
                ? Stream.empty()
                : Rule.violation(rows.table(), Suggestion.yaml("""
                        rollback:
                          # The old values do not come back: they are in the backup that was taken before.
                          - empty: {}
                        """));
    }
}
