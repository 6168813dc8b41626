package org.studentmanagement.schema.lint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A rule that a changeset breaks.
 *
 * @param line of the file, from 1
 * @param rollback whether it is the rollback that breaks it
 * @param statement what breaks it, in one line; empty where the changeset as a whole does
 * @param why who waits, what fails or what is lost
 * @param table whose users suffer; null for none
 * @param madeBy the place of the changeset that made that table, -1 for none
 */
public record LintFinding(
        String revision,
        String file,
        int line,
        boolean rollback,
        Severity severity,
        String rule,
        String statement,
        String why,
        List<String> safe,
        @JsonIgnore QualifiedName table,
        @JsonIgnore RuleCategory concern,
        @JsonIgnore int madeBy) {
    /** What a changeset would take away from others, or not get for them, in a database. */
    public static LintFinding ofName(PreflightFailure obstacle, List<ParsedChangeset> subjects) {
        ParsedChangeset changeset = subjects.stream()
                .filter(subject -> subject.id().equals(obstacle.revision()))
                .findFirst()
                .orElseThrow();
        return new LintFinding(
                changeset.id(),
                changeset.file(),
                1,
                false,
                Severity.ERROR,
                IndexRules.ANOTHERS,
                "",
                obstacle.sentence(),
                List.of(),
                null,
                RuleCategory.EXECUTION,
                -1);
    }

    LintFinding weighed(Severity other, String by) {
        return new LintFinding(
                revision,
                file,
                line,
                rollback,
                other,
                rule,
                statement,
                (why + " " + by).strip(),
                safe,
                table,
                concern,
                madeBy);
    }
}
