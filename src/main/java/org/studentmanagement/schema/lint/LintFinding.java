package org.studentmanagement.schema.lint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A rule that a changeset breaks.
 *
 * @param statement what breaks it, in one line; empty where the changeset as a whole does
 * @param locked the table whose users wait; null for none
 * @param madeBy the place of the changeset that made the table which it is about, -1 for none
 */
record LintFinding(
        String revision,
        String file,
        int line,
        boolean rollback,
        Rule.Severity severity,
        String rule,
        String statement,
        String why,
        List<String> safe,
        @JsonIgnore QualifiedName locked,
        @JsonIgnore int madeBy) {
    static LintFinding of(
            ParsedChangeset changeset, int line, String rule, String statement, String why, List<String> safe) {
        return new LintFinding(
                changeset.id(),
                changeset.file(),
                line,
                false,
                Rule.Severity.ERROR,
                rule,
                statement,
                why,
                safe,
                null,
                -1);
    }

    LintFinding weighed(TableSizes.Size size) {
        Rule.Severity weight = severity == Rule.Severity.ERROR && !size.large() ? Rule.Severity.WARNING : severity;
        return new LintFinding(
                revision,
                file,
                line,
                rollback,
                size.rows() == 0 ? Rule.Severity.NOTE : weight,
                rule,
                statement,
                "%s %s has %s.".formatted(why, locked, size).strip(),
                safe,
                locked,
                madeBy);
    }
}
