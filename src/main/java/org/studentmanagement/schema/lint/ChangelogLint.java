package org.studentmanagement.schema.lint;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.schema.lint.PreflightChecks.PlannedRevision;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.terminal.Refused;

/** What the rules find in a changelog, without a database or by the rows of one. */
public final class ChangelogLint {
    private final Changes changelog;
    private final List<ParsedChangeset> changesets;

    /**
     * An error in a changeset that is being written.
     *
     * @param silence the comment that silences it, once its reason is filled in
     */
    public record Fault(String revision, String rule, String why, String silence) {}

    /** @throws Refused if it cannot be read */
    public ChangelogLint(ResourceAccessor resources, String changelog) throws SQLException {
        this.changelog = Changes.parse(changelog, resources);
        try {
            changesets = ParsedChangeset.all(this.changelog, resources);
        } catch (IOException e) {
            throw Refused.failed("The changelog cannot be read: " + e.getMessage());
        }
    }

    public List<String> files() {
        return changesets.stream().map(ParsedChangeset::file).toList();
    }

    public LintReport each(Set<String> files) {
        return LintReport.of(withoutDatabase(Linter.judge(changesets, files)), files.size());
    }

    public LintReport run(Set<String> files) {
        return LintReport.of(withoutDatabase(ofRun(files)), files.size());
    }

    /** All of these as one run: an empty table makes a lock a note, a small one a warning. */
    public LintReport byRows(Connection connection, Set<String> files) throws SQLException {
        return LintReport.of(weighed(connection, files), files.size());
    }

    /** All of these as one run, with the names that are another's in the database. */
    public LintReport inDatabase(Connection connection, Revisions revisions, Set<String> files) throws SQLException {
        List<LintFinding> findings = weighed(connection, files);
        Set<String> pending = files(revisions.pending());
        pending.retainAll(files);
        PreflightChecks.look(
                        connection,
                        new Script(changelog),
                        PlannedRevision.of(changelog, files(revisions.applied())),
                        PlannedRevision.of(changelog, pending),
                        false)
                .forEach(conflict -> findings.add(finding(conflict)));
        return LintReport.of(findings, files.size());
    }

    public List<Fault> faults(Set<String> files) {
        return withoutDatabase(Linter.judge(changesets, files)).stream()
                .filter(finding -> finding.severity() == Rule.Severity.ERROR)
                .map(finding ->
                        new Fault(finding.revision(), finding.rule(), finding.why(), Suppression.unfilled(finding)))
                .distinct()
                .toList();
    }

    public static Set<String> files(Collection<Revision> revisions) {
        return revisions.stream().map(Revision::file).collect(Collectors.toCollection(HashSet::new));
    }

    /** Without those that only the number of rows makes. */
    static List<LintFinding> withoutDatabase(List<LintFinding> findings) {
        return findings.stream()
                .filter(finding -> !finding.rule().equals(Rule.UNBATCHED))
                .toList();
    }

    /** Without those about tables that the same run makes, which nobody uses yet. */
    private List<LintFinding> ofRun(Set<String> files) {
        return Linter.judge(changesets, files).stream()
                .filter(finding -> finding.madeBy() < 0
                        || !files.contains(changesets.get(finding.madeBy()).file()))
                .toList();
    }

    private List<LintFinding> weighed(Connection connection, Set<String> files) throws SQLException {
        TableSizes sizes = new TableSizes(connection);
        List<LintFinding> weighed = new ArrayList<>();
        for (LintFinding finding : ofRun(files)) {
            Optional<TableSizes.Size> size = finding.locked() == null ? Optional.empty() : sizes.find(finding.locked());
            boolean unbatched = finding.rule().equals(Rule.UNBATCHED);
            if (size.isPresent() && (!unbatched || size.get().tooLargeForOneTransaction())) {
                weighed.add(finding.weighed(size.get()));
            } else if (size.isEmpty() && !unbatched) {
                weighed.add(finding);
            }
        }
        return weighed;
    }

    private LintFinding finding(PreflightFailure conflict) {
        ParsedChangeset changeset = changesets.stream()
                .filter(candidate -> candidate.id().equals(conflict.revision()))
                .findFirst()
                .orElseThrow();
        return LintFinding.of(changeset, 1, Rule.ANOTHERS, "", conflict.sentence(), List.of());
    }
}
