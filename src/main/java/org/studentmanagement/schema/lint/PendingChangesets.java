package org.studentmanagement.schema.lint;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Refused;

/** What the rules find in changesets that are about to run, weighed by the rows of the database on which they are. */
public record PendingChangesets(long errors, long warnings, String text) {
    public static PendingChangesets judge(
            TargetDatabase target, String changelog, List<Revision> pending, Output output) throws SQLException {
        try {
            List<ParsedChangeset> subjects =
                    new ChangesetReader(new ClassLoaderResourceAccessor(), changelog).subjects();
            Set<String> run = pending.stream().map(Revision::file).collect(Collectors.toSet());
            List<LintFinding> findings = SeverityByRows.ofRun(Linter.judge(subjects, run), subjects, run);
            LintReport report =
                    LintReport.of(SeverityByRows.byRows(findings, new TableSizes(target.connection())), run.size());
            return new PendingChangesets(report.errors(), report.warnings(), report.text(output));
        } catch (IOException e) {
            throw new Refused(ExitCode.FAILED, "The changelog cannot be read: " + e.getMessage());
        }
    }
}
