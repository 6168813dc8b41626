package org.studentmanagement.schema.lint;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a changeset should not do.
 *
 * @param id by which a comment in the file silences it
 * @param why a sentence: who waits, what fails or what is lost
 */
record Rule(String id, Severity severity, RuleCategory concern, String why, Judge judge) {
    /** Looks at one operation with all that comes before it; a rule about the form looks at the first one only. */
    interface Judge {
        Stream<Violation> judge(RuleContext context);
    }

    /**
     * What breaks the rule.
     *
     * @param table the one whose users suffer; null for none
     * @param detail what the rule's own sentence cannot know; empty for nothing
     */
    record Violation(QualifiedName table, String detail, Suggestion safe) {}

    static Stream<Violation> object(QualifiedName table, Suggestion safe) {
        return object(table, "", safe);
    }

    static Stream<Violation> object(QualifiedName table, String detail, Suggestion safe) {
        return Stream.of(new Violation(table, detail, safe));
    }

    static Stream<Rule> all() {
        return Stream.of(
                        ConstraintRules.ALL,
                        IndexRules.ALL,
                        ColumnRules.ALL,
                        ReleaseRules.ALL,
                        RowRules.ALL,
                        TransactionRules.ALL,
                        CommandRules.ALL,
                        FormRules.ALL)
                .flatMap(List::stream);
    }
}
