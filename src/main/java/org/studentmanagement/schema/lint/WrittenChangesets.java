package org.studentmanagement.schema.lint;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import liquibase.resource.ResourceAccessor;

/** What the rules find in changesets while they are being written. */
public final class WrittenChangesets {
    private static final String SOME_TIME = "why nobody suffers, or when it runs that nobody does";

    private WrittenChangesets() {}

    /**
     * An error.
     *
     * @param revision whose changeset it is
     * @param why a sentence: who waits, what fails or what is lost
     * @param silence the comment that silences it, once its reason is filled in
     */
    public record Fault(String revision, String rule, String why, String silence) {}

    /** Judges the files, each as if it were deployed by itself, in a changelog that includes them. */
    public static List<Fault> judge(ResourceAccessor resources, String changelog, Set<String> files)
            throws SQLException, IOException {
        List<ParsedChangeset> subjects = new ChangesetReader(resources, changelog).subjects();
        return SeverityByRows.withoutDatabase(Linter.judge(subjects, files)).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(WrittenChangesets::fault)
                .distinct()
                .toList();
    }

    /** Whether PostgreSQL writes every row anew when a column gets another type. */
    public static boolean rewrites(String from, String to) {
        return TypeChange.of(from, to).rewrites();
    }

    private static Fault fault(LintFinding finding) {
        String rule = "# lint: " + finding.rule() + ": ";
        String reason = finding.safe().stream()
                .filter(line -> line.startsWith(rule))
                .map(line -> line.substring(rule.length()))
                .findFirst()
                .orElse(SOME_TIME);
        return new Fault(
                finding.revision(), finding.rule(), finding.why(), Suppression.unfilled(finding.rule(), reason));
    }
}
