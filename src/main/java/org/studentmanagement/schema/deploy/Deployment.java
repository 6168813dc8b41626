package org.studentmanagement.schema.deploy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.schema.backup.Backup;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.rehearsal.DeclaredChange;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.WriteTriggers;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;

/**
 * What a careful operator does to take a schema to a newer revision, in order, up to the first failure. Nobody else can
 * migrate meanwhile. A process that is killed leaves what the last step left: to deploy again goes on from there.
 */
public final class Deployment {
    private final DeploymentChecks preflight;
    private final Migrator migrator;
    private final DeployOptions options;
    private final StepRunner steps;

    private String from;
    private List<Revision> plan = List.of();
    private List<DataLoss> losses = List.of();
    private boolean killedBefore;
    private Path backup;
    private Baseline baseline;
    private boolean watching;
    private DeploymentState reached = DeploymentState.NOTHING_CHANGED;

    public Deployment(DeploymentChecks preflight) {
        this.preflight = preflight;
        migrator = preflight.migrator();
        options = preflight.options();
        steps = new StepRunner(preflight.operator());
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
        killedBefore = WriteTriggers.removeLeft(migrator);
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
                steps.run("fence", () -> watch(WriteTriggers.Kind.FENCE, "%d tables take no writes, except for these"));
            }
            backUp();
            if (!options.fence()) {
                steps.run("watch", () -> watch(WriteTriggers.Kind.JOURNAL, "writes to %d tables are taken down"));
            }
            steps.run("fingerprint", this::fingerprint);
            change();
        } finally {
            if (watching) {
                steps.run("release", this::release);
            }
        }
        steps.run("current", () -> migrator.target().revisions().currentSlug());
    }

    /** What is done about the writes of others, from before the backup to the end. */
    private String watch(WriteTriggers.Kind kind, String done) throws SQLException {
        watching = true;
        return done.formatted(WriteTriggers.begin(migrator, kind));
    }

    /** Whoever cannot take the watch off leaves it behind without effect. */
    private String release() throws SQLException {
        if (migrator.target().connection().isClosed()) {
            return "with the session";
        }
        WriteTriggers.end(migrator.target().connection());
        String normal = "writes are as at all times";
        try {
            WriteTriggers.remove(migrator);
            return normal;
        } catch (Refused busy) {
            return normal + "; `db unlock` removes the triggers, which now do nothing: " + busy.getMessage();
        }
    }

    private void backUp() throws SQLException {
        if (options.backup().isEmpty()) {
            steps.skip("backup", "not wanted");
            return;
        }
        steps.run("backup", () -> {
            Backup made = Backup.make(preflight.datasource(), options.backup().get());
            backup = made.folder();
            return made.folder().toString();
        });
    }

    private String fingerprint() throws SQLException {
        Set<String> left = new TreeSet<>();
        plan.forEach(revision -> DeclaredChange.of(revision).forEach(intention -> left.add(intention.what())));
        losses.stream().map(DataLoss::dropped).filter(Objects::nonNull).forEach(left::add);
        baseline = new Baseline(preflight.datasource(), preflight.changelog(), left, !options.fence());
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
            throw Refused.failed("%s%nTo go back failed as well: %s", sentence(reason), sentence(e));
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
                        ? DeploymentState.done(
                                preflight.datasource().place(), from, revision, plan.isEmpty(), killedBefore)
                        : reached.sentences(from, revision, backup, options.typed(), options.fence() && watching));
    }
}
