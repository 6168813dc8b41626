package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.SqlPrecondition;
import org.studentmanagement.schema.lint.PreflightChecks.PlannedRevision;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Preflight;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.Refused;

/**
 * What changesets would take away, and what stands in their way, by what they say and the rows that are there.
 *
 * @param observer is told of what nobody had time to find out
 */
public record ChangesetPreflight(MigrationObserver observer) implements Preflight {
    @Override
    public void require(TargetDatabase target, List<Revision> plan, Direction direction) throws SQLException {
        List<PreflightFailure> obstacles = obstacles(target, plan, direction);
        obstacles.stream()
                .filter(PreflightFailure::open)
                .forEach(open ->
                        observer.note(PreflightFailure.text(List.of(open)).strip()));
        List<PreflightFailure> known =
                obstacles.stream().filter(obstacle -> !obstacle.open()).toList();
        if (!known.isEmpty()) {
            throw new Refused("Nothing was %s, because this stands in the way:%n%s%nPut it right, and try again."
                    .formatted(direction == Direction.UP ? "run" : "undone", PreflightFailure.text(known)));
        }
    }

    /** What would make one of these revisions fail, or do harm, though those before it run. Nothing is changed. */
    public static List<PreflightFailure> obstacles(TargetDatabase target, List<Revision> plan, Direction direction)
            throws SQLException {
        if (plan.isEmpty() || direction != Direction.UP && direction != Direction.DOWN) {
            return List.of();
        }
        Changes changes = target.changes();
        List<PlannedRevision> applied = PlannedRevision.of(
                changes, ChangelogLint.files(target.revisions().applied()));
        List<PlannedRevision> steps = plan.stream()
                .map(revision -> step(changes, revision, direction))
                .toList();
        return PreflightChecks.look(
                target.beside("reading"), target.script(), applied, steps, direction == Direction.UP);
    }

    /** What these revisions take away, in their order, on their way up or down. */
    public static List<DataLoss> losses(TargetDatabase target, List<Revision> revisions, Direction direction)
            throws SQLException {
        Map<String, List<Change>> run = new LinkedHashMap<>();
        for (Revision revision : revisions) {
            run.put(revision.slug(), target.changes().of(revision, direction));
        }
        return run.isEmpty() ? List.of() : DataLossAnalysis.of(target.connection(), target.script(), run);
    }

    private static PlannedRevision step(Changes changes, Revision revision, Direction direction) {
        ChangeSet changeSet = changes.of(revision);
        PreconditionContainer conditions = changeSet.getPreconditions();
        boolean asksForRows = conditions != null
                && conditions.getNestedPreconditions().stream()
                        .anyMatch(condition ->
                                condition instanceof SqlPrecondition asked && "0".equals(asked.getExpectedResult()));
        return new PlannedRevision(
                revision.slug(),
                changes.of(revision, direction),
                direction == Direction.UP ? Changelog.beside(revision.file(), ".before.sql") : null,
                asksForRows ? conditions.getOnFailMessage() : "");
    }
}
