package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What findings mean where the tables are known, by what was made before or by their rows. */
public final class SeverityByRows {
    private SeverityByRows() {}

    /** Without those about tables that the same run makes, which nobody uses yet. */
    public static List<LintFinding> ofRun(List<LintFinding> findings, List<ParsedChangeset> subjects, Set<String> run) {
        return findings.stream()
                .filter(finding -> finding.madeBy() < 0
                        || !run.contains(subjects.get(finding.madeBy()).file()))
                .toList();
    }

    /** Without those that only the number of rows makes. */
    public static List<LintFinding> withoutDatabase(List<LintFinding> findings) {
        return findings.stream()
                .filter(finding -> !finding.rule().equals(RowRules.UNBATCHED))
                .toList();
    }

    /** An empty table makes a lock a note, a small one a warning. */
    public static List<LintFinding> byRows(List<LintFinding> findings, TableSizes tables) throws SQLException {
        List<LintFinding> weighed = new ArrayList<>();
        for (LintFinding finding : findings) {
            Optional<TableSizes.Size> live = finding.concern() == RuleCategory.LOCK && finding.table() != null
                    ? tables.find(finding.table())
                    : Optional.empty();
            boolean unbatched = finding.rule().equals(RowRules.UNBATCHED);
            if (live.isPresent() && (!unbatched || live.get().tooLargeForOneTransaction())) {
                weighed.add(weigh(finding, live.get()));
            } else if (live.isEmpty() && !unbatched) {
                weighed.add(finding);
            }
        }
        return weighed;
    }

    private static LintFinding weigh(LintFinding finding, TableSizes.Size live) {
        Severity severity = live.rows() == 0
                ? Severity.NOTE
                : live.large() || finding.severity() != Severity.ERROR ? finding.severity() : Severity.WARNING;
        return finding.weighed(severity, "%s has %s.".formatted(finding.table(), live));
    }
}
