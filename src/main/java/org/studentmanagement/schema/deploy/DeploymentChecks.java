package org.studentmanagement.schema.deploy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.backup.PostgresProgram;
import org.studentmanagement.schema.deploy.DeployOptions.Check;
import org.studentmanagement.schema.drift.Drift;
import org.studentmanagement.schema.drift.DriftText;
import org.studentmanagement.schema.lint.ChangelogLint;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.lint.LintReport;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.rehearsal.Rehearsal;
import org.studentmanagement.schema.rehearsal.RehearsalCopy;
import org.studentmanagement.schema.rehearsal.RehearsalPage;
import org.studentmanagement.schema.rehearsal.RehearsalReport;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.schema.run.MigrationConfig;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.ProgressObserver;
import org.studentmanagement.schema.verify.Integrity;
import org.studentmanagement.schema.verify.IntegrityFinding;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Refused;

/** What is looked at before anything is changed. An operator may go on despite what one of them finds. */
public record DeploymentChecks(
        Migrator migrator,
        Datasource datasource,
        String changelog,
        DeployOptions options,
        ProgressObserver operator,
        Output output) {
    String server(boolean anythingPending) throws SQLException {
        ServerChecks server = new ServerChecks(migrator.target().connection(), datasource);
        List<String> missing = anythingPending ? server.missingRights() : List.of();
        if (!missing.isEmpty()) {
            throw new Refused(
                    "Only the owner of the schema can deploy: %s. Name him by QUARKUS_LIQUIBASE_USERNAME and QUARKUS_LIQUIBASE_PASSWORD."
                            .formatted(String.join("; ", missing)));
        }
        for (String scarcity : server.scarcities(options.backup().orElse(null))) {
            object(Check.DISK, ExitCode.REFUSED, "There is too little room: %s.".formatted(scarcity));
        }
        List<String> sessions = server.sessionsInTheWay();
        if (!sessions.isEmpty()) {
            object(
                    Check.SESSIONS,
                    ExitCode.REFUSED,
                    "A change, and all who come after it, may have to wait: "
                            + String.join("; ", sessions)
                            + "; or wait for its end.");
        }
        String programs = "";
        if (options.backup().isPresent()) {
            int major = migrator.target().connection().getMetaData().getDatabaseMajorVersion();
            programs = ", pg_dump " + PostgresProgram.find("pg_dump", major).version();
        }
        List<IntegrityFinding> behind =
                anythingPending ? Integrity.sequencesBehind(migrator.target().connection()) : List.of();
        behind.forEach(sequence -> operator.note(sequence.text()));
        return server.words() + programs + (behind.isEmpty() ? "" : ", sequences behind: " + behind.size());
    }

    String lint(List<Revision> plan) throws SQLException {
        LintReport judged = new ChangelogLint(LiquibaseScope.resources(), changelog)
                .byRows(migrator.target().connection(), ChangelogLint.files(plan));
        if (judged.errors() > 0) {
            object(Check.LINT, ExitCode.UNFIT, judged.text(output));
        }
        return "errors: %d, warnings: %d".formatted(judged.errors(), judged.warnings());
    }

    /** What goes and does not come back, unless out of the backup. */
    String losses(List<DataLoss> losses) {
        String lost = DataLoss.words(losses);
        if (!lost.isEmpty()) {
            object(Check.LOSSES, ExitCode.REFUSED, "What is lost does not come back: %s.".formatted(lost));
        }
        return lost.isEmpty() ? "nothing that is stored goes" : "goes: " + lost;
    }

    /** Whether somebody has changed the schema by hand; a schema that is different may make a changeset fail half way. */
    String drift() throws SQLException {
        Drift drift = Drift.look(
                datasource, changelog, MigrationConfig.configured().drift().ignore());
        boolean harm = drift.differences().stream()
                .anyMatch(difference -> !difference.isHarmless(drift.differences()) && !difference.rowsCanDoWithout());
        if (harm) {
            object(Check.DRIFT, ExitCode.UNFIT, new DriftText(drift, output).toString());
        }
        String leftAlone = DriftText.leftAlone(drift);
        if (!leftAlone.isEmpty()) {
            operator.note(leftAlone);
        }
        if (harm) {
            return "%d differences".formatted(drift.differences().size());
        }
        return "the schema is what the changelog makes at %s%s"
                .formatted(drift.revision(), drift.differences().isEmpty() ? "" : "; what differs does no harm");
    }

    String rehearse() throws SQLException {
        Optional<Path> page = MigrationConfig.configured().rehearsalPage();
        page.ifPresent(RehearsalPage::requireWritable);
        Datasource owner = datasource.forMigrations();
        try (RehearsalCopy copy = RehearsalCopy.of(owner, owner, operator::note)) {
            RehearsalReport report = Rehearsal.on(
                    copy,
                    changelog,
                    options.revision(),
                    Set.of(),
                    options.rehearsal().orElseThrow(),
                    operator::note);
            page.ifPresent(new RehearsalPage(report)::write);
            if (!report.fit()) {
                throw new Refused(ExitCode.UNFIT, report.toString());
            }
            return report.verdict();
        }
    }

    private void object(Check check, int exitCode, String sentence) {
        if (!options.despite().contains(check)) {
            throw new Refused(
                    exitCode,
                    "%s%nTo go on all the same, add --despite %s.".formatted(sentence.stripTrailing(), check));
        }
        operator.note(sentence);
    }
}
