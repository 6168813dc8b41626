package org.studentmanagement.migration.lint;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.studentmanagement.migration.ExitCode;
import org.studentmanagement.migration.MigrationRefused;
import org.studentmanagement.migration.Migrations;
import org.studentmanagement.migration.Output;
import org.studentmanagement.migration.Revision;

/** What the rules find in changesets that are about to run, weighed by the rows of the database on which they are. */
public record PendingChangesets(long errors, long warnings, String text) {
    public static PendingChangesets judge(
            Migrations migrations, String changelog, List<Revision> pending, Output output) throws SQLException {
        try {
            List<Subject> subjects = new SubjectReader(new ClassLoaderResourceAccessor(), changelog).subjects();
            Set<String> run = pending.stream().map(Revision::file).collect(Collectors.toSet());
            List<Finding> findings = Weighing.ofRun(Linter.judge(subjects, run), subjects, run);
            Report report = Report.of(Weighing.byRows(findings, new LiveTables(migrations.connection())), run.size());
            return new PendingChangesets(report.errors(), report.warnings(), report.text(output));
        } catch (IOException e) {
            throw new MigrationRefused(ExitCode.FAILED, "The changelog cannot be read: " + e.getMessage());
        }
    }
}
