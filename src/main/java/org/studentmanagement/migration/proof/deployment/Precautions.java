package org.studentmanagement.migration.proof.deployment;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.ExitCode;
import org.studentmanagement.migration.Loss;
import org.studentmanagement.migration.MigrationConfig;
import org.studentmanagement.migration.MigrationObserver;
import org.studentmanagement.migration.MigrationRefused;
import org.studentmanagement.migration.Migrations;
import org.studentmanagement.migration.Output;
import org.studentmanagement.migration.Revision;
import org.studentmanagement.migration.lint.PendingChangesets;
import org.studentmanagement.migration.proof.Drift;
import org.studentmanagement.migration.proof.DriftConfig;
import org.studentmanagement.migration.proof.DriftText;
import org.studentmanagement.migration.proof.Harmless;
import org.studentmanagement.migration.proof.backup.PostgresProgram;
import org.studentmanagement.migration.proof.rehearsal.Rehearsal;
import org.studentmanagement.migration.proof.rehearsal.RehearsalReport;
import org.studentmanagement.migration.proof.rehearsal.RehearsalText;
import org.studentmanagement.migration.proof.verify.Finding;
import org.studentmanagement.migration.proof.verify.FindingText;
import org.studentmanagement.migration.proof.verify.Integrity;

/** What is looked at before anything is changed. An operator may go on despite what one of them finds. */
final class Precautions {
    private final Migrations migrations;
    private final Datasource datasource;
    private final String changelog;
    private final DeployOptions options;
    private final MigrationObserver operator;
    private final Output output;

    Precautions(
            Migrations migrations,
            Datasource datasource,
            String changelog,
            DeployOptions options,
            MigrationObserver operator,
            Output output) {
        this.migrations = migrations;
        this.datasource = datasource;
        this.changelog = changelog;
        this.options = options;
        this.operator = operator;
        this.output = output;
    }

    /** The server, its disk, who is at work on it, and whether this user may be. */
    String surroundings(boolean anythingPending) throws SQLException {
        Surroundings surroundings = new Surroundings(migrations.connection(), datasource);
        List<String> missing = anythingPending ? surroundings.missingRights() : List.of();
        if (!missing.isEmpty()) {
            throw new MigrationRefused(
                    "Only the owner of the schema can deploy: %s. Name him by QUARKUS_LIQUIBASE_USERNAME and QUARKUS_LIQUIBASE_PASSWORD."
                            .formatted(String.join("; ", missing)));
        }
        for (String scarcity : surroundings.scarcities(options.backup().orElse(null))) {
            object(Check.DISK, ExitCode.REFUSED, "There is too little room: %s.".formatted(scarcity));
        }
        List<String> sessions = surroundings.sessionsInTheWay();
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
            int server = migrations.connection().getMetaData().getDatabaseMajorVersion();
            programs = ", pg_dump " + PostgresProgram.find("pg_dump", server).version();
        }
        List<Finding> behind = anythingPending ? Integrity.sequencesBehind(migrations.connection()) : List.of();
        behind.forEach(sequence -> operator.note(FindingText.of(sequence)));
        return surroundings.words() + programs + (behind.isEmpty() ? "" : ", sequences behind: " + behind.size());
    }

    String lint(List<Revision> plan) throws SQLException {
        PendingChangesets judged = PendingChangesets.judge(migrations, changelog, plan, output);
        if (judged.errors() > 0) {
            object(Check.LINT, ExitCode.UNFIT, judged.text());
        }
        return "errors: %d, warnings: %d".formatted(judged.errors(), judged.warnings());
    }

    /** What goes and does not come back, unless out of the backup. */
    String losses(List<Loss> losses) {
        String lost = Loss.words(losses);
        if (!lost.isEmpty()) {
            object(Check.LOSSES, ExitCode.REFUSED, "What is lost does not come back: %s.".formatted(lost));
        }
        return lost.isEmpty() ? "nothing that is stored goes" : "goes: " + lost;
    }

    /** Whether somebody has changed the schema by hand; a schema that is different may make a changeset fail half way. */
    String drift() throws SQLException {
        Drift drift = Drift.look(
                datasource,
                changelog,
                MigrationConfig.configured(DriftConfig.class).ignore());
        boolean harm = drift.differences().stream()
                .anyMatch(difference -> !Harmless.is(difference, drift.differences()) && !Harmless.isAside(difference));
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

    /** Runs the revisions on a copy, on the same server. */
    String rehearse() throws SQLException {
        Datasource owner = datasource.forMigrations();
        RehearsalReport report = Rehearsal.of(
                owner, owner, changelog, options.revision(), options.rehearsal().orElseThrow(), operator::note);
        if (!report.fit()) {
            throw new MigrationRefused(ExitCode.UNFIT, new RehearsalText(report).toString());
        }
        return report.verdict();
    }

    private void object(Check check, int exitCode, String sentence) {
        if (!options.despite().contains(check)) {
            throw new MigrationRefused(
                    exitCode,
                    "%s%nTo go on all the same, add --despite %s.".formatted(sentence.stripTrailing(), check));
        }
        operator.note(sentence);
    }
}
