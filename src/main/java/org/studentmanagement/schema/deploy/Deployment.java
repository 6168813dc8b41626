package org.studentmanagement.schema.deploy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.backup.Backup;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.rehearsal.DeclaredChange;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.ProgressObserver;
import org.studentmanagement.schema.run.WriteTriggers;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Refused;

/**
 * What a careful operator does to take a schema to a newer revision, in order, up to the first failure. Nobody else can
 * migrate meanwhile. A process that is killed leaves what the last step left: to deploy again goes on from there.
 */
public final class Deployment {
    private final Migrator migrator;
    private final Datasource datasource;
    private final String changelog;
    private final DeployOptions options;
    private final DeploymentChecks preflight;
    private final StepRunner steps;
    private final WriteWatch watch;

    private String from;
    private List<Revision> plan = List.of();
    private List<DataLoss> losses = List.of();
    private boolean killedBefore;
    private Path backup;
    private Baseline baseline;
    private DeploymentState reached = DeploymentState.NOTHING_CHANGED;

    public Deployment(
            Migrator migrator,
            Datasource datasource,
            String changelog,
            DeployOptions options,
            ProgressObserver operator,
            Output output) {
        this.migrator = migrator;
        this.datasource = datasource;
        this.changelog = changelog;
        this.options = options;
        preflight = new DeploymentChecks(migrator, datasource, changelog, options, operator, output);
        steps = new StepRunner(operator);
        watch = new WriteWatch(migrator);
    }

    public DeployReport run() {
        try {
            steps.run("checks", this::check);
            if (plan.isEmpty()) {
                steps.run("drift", preflight::drift);
            } else {
                deploy();
            }
            return report(ExitCode.DONE, null);
        } catch (Refused | SQLException e) {
            return report(e instanceof Refused refused ? refused.exitCode() : ExitCode.FAILED, sentence(e));
        }
    }

    private String check() throws SQLException {
        migrator.hold();
        killedBefore = watch.removeLeft();
        migrator.recover();
        plan = migrator.target().plan(options.revision());
        from = migrator.target().revisions().currentSlug();
        String server = preflight.server(!plan.isEmpty());
        migrator.requireFree(plan);
        String pending = plan.isEmpty() ? "nothing pending" : plan.size() + " pending";
        return "%s; %s at %s".formatted(server, pending, from);
    }

    private void deploy() throws SQLException {
        steps.run("lint", () -> preflight.lint(plan));
        steps.run("losses", () -> {
            losses = ChangesetPreflight.losses(migrator.target(), plan, Direction.UP);
            return preflight.losses(losses);
        });
        if (from.equals(Revisions.BASE)) {
            steps.skip("drift", "no revision has run here");
        } else {
            steps.run("drift", preflight::drift);
        }
        if (options.rehearsal().isPresent()) {
            steps.run("rehearsal", preflight::rehearse);
        }
        try {
            if (options.fence()) {
                steps.run(
                        "fence",
                        () -> watch.begin(WriteTriggers.Kind.FENCE, "%d tables take no writes, except for these"));
            }
            backUp();
            if (!options.fence()) {
                steps.run("watch", () -> watch.begin(WriteTriggers.Kind.JOURNAL, "writes to %d tables are taken down"));
            }
            steps.run("fingerprint", this::fingerprint);
            change();
        } finally {
            if (watch.begun()) {
                steps.run("release", watch::release);
            }
        }
        steps.run("current", () -> migrator.target().revisions().currentSlug());
    }

    private void backUp() throws SQLException {
        if (options.backup().isEmpty()) {
            steps.skip("backup", "not wanted");
            return;
        }
        steps.run("backup", () -> {
            Backup made = Backup.make(datasource, options.backup().get());
            backup = made.folder();
            return made.folder().toString();
        });
    }

    private String fingerprint() throws SQLException {
        Set<String> left = new TreeSet<>();
        plan.forEach(revision -> DeclaredChange.of(revision).forEach(intention -> left.add(intention.what())));
        losses.stream().map(DataLoss::dropped).filter(Objects::nonNull).forEach(left::add);
        baseline = new Baseline(datasource, changelog, left, !options.fence());
        return baseline.extent();
    }

    private void change() throws SQLException {
        reached = DeploymentState.UPGRADING;
        try {
            steps.run(
                    "upgrade",
                    () -> "%d revisions"
                            .formatted(migrator.upgrade(options.revision()).size()));
            reached = DeploymentState.UPGRADED;
            steps.run("verify", baseline::requireRows);
            steps.run("drift", preflight::drift);
        } catch (Refused | SQLException e) {
            if (options.rollBackOnFailure()) {
                goBack(e);
            }
            throw e;
        }
    }

    private void goBack(Exception reason) throws SQLException {
        reached = DeploymentState.GOING_BACK;
        try {
            steps.run(
                    "rollback",
                    () -> "%d revisions".formatted(migrator.downgrade(from).size()));
            steps.run("proof", () -> {
                baseline.requireSchema();
                return "the schema is as it was, and " + baseline.requireRows();
            });
            reached = DeploymentState.GONE_BACK;
        } catch (Refused | SQLException e) {
            throw new Refused(
                    ExitCode.FAILED, "%s%nTo go back failed as well: %s".formatted(sentence(reason), sentence(e)));
        }
    }

    private static String sentence(Exception failure) {
        return failure instanceof SQLException fault ? DatabaseFault.explain(fault) : failure.getMessage();
    }

    private DeployReport report(int exitCode, String fault) {
        String revision = "an unknown revision";
        try {
            revision = migrator.target().revisions().currentSlug();
        } catch (SQLException lost) {
            // The fault tells why, and nobody can tell more.
        }
        return new DeployReport(
                exitCode,
                fault == null,
                from,
                revision,
                backup,
                steps.ended(),
                fault,
                fault == null
                        ? DeploymentState.done(datasource.place(), from, revision, plan.isEmpty(), killedBefore)
                        : reached.sentences(from, revision, backup, options.typed(), options.fence() && watch.begun()));
    }
}
