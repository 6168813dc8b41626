package org.studentmanagement.schema.author;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeSet;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.lint.ChangelogLint;
import org.studentmanagement.schema.lint.ChangelogLint.Fault;
import org.studentmanagement.schema.lint.PreflightChecks;
import org.studentmanagement.schema.lint.PreflightChecks.PlannedRevision;
import org.studentmanagement.schema.lint.PreflightFailure;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Refused;

/** Adds to a checkout the changesets that its changelog lacks for the entities, once they have proved themselves. */
public record Autogeneration(Datasource server, Checkout checkout, Entities entities, Clock clock) {
    /** @param withheld the differences that stay, because to end them something would be dropped, as sentences */
    public record Result(List<String> files, List<String> withheld, List<String> notes) implements Document {
        public static Result of(List<Path> files, List<String> withheld, List<String> notes) {
            return new Result(files.stream().map(Path::toString).toList(), withheld, notes);
        }
    }

    /** @throws Refused if something cannot be done or does not prove itself; then nothing is written */
    public Result run(Message why, List<Rename> renames, boolean allowDrop) throws SQLException, IOException {
        try (ScratchSchemas schemas = ScratchSchemas.build(server, checkout.scratch(), entities)) {
            Draft draft = draft(schemas, renames, allowDrop);
            List<String> notes = new ArrayList<>(draft.notes());
            if (draft.changesets().isEmpty()) {
                return new Result(List.of(), draft.withheld(), notes);
            }
            List<Fault> faults = new Proof(schemas, checkout, draft).run();
            requireNamesFree(draft.changesets());
            notes.addAll(Notes.ofRows(draft.differences(), server));
            List<Changeset> changesets = draft.changesets().stream()
                    .map(changeset -> open(changeset, faults, notes))
                    .toList();
            return Result.of(checkout.add(changesets, why, LocalDate.now(clock)), draft.withheld(), notes);
        }
    }

    /** With what is left to the developer, which is noted: the change itself, or the reasons why it may break a rule. */
    private static Changeset open(Changeset changeset, List<Fault> faults, List<String> notes) {
        if (changeset.isUnwritten()) {
            notes.add("%s is for you to write, and refuses to run until then.".formatted(changeset.id()));
            return changeset;
        }
        Changeset silenced = changeset;
        for (Fault fault : faults) {
            if (fault.revision().equals(changeset.id())) {
                notes.add("%s: %s Fill in the reason for %s in its file: until then lint refuses it."
                        .formatted(changeset.id(), fault.why(), fault.rule()));
                silenced = silenced.silencing(fault.silence());
            }
        }
        return silenced;
    }

    private Draft draft(ScratchSchemas schemas, List<Rename> renames, boolean allowDrop)
            throws SQLException, IOException {
        try (Connection connection = schemas.changelog().connect()) {
            return Draft.of(connection, schemas.entities(), renames, allowDrop, checkout.ids());
        }
    }

    /**
     * @throws Refused if something in the configured database, which no changeset has made, has a name of the draft; of a
     *     database that has run what the checkout has not, nobody can tell
     */
    private void requireNamesFree(List<Changeset> draft) throws SQLException, IOException {
        Changes changes = checkout.scratch().changes();
        List<String> files = changes.all().stream().map(ChangeSet::getFilePath).toList();
        try (Connection connection = server.connectToSchema("student-management db, reading")) {
            Revisions revisions = Revisions.read(connection, files);
            if (revisions.unexpected().isEmpty()) {
                List<PlannedRevision> plan =
                        new ArrayList<>(PlannedRevision.of(changes, ChangelogLint.files(revisions.pending())));
                draft.stream()
                        .filter(changeset -> !changeset.isUnwritten())
                        .forEach(
                                changeset -> plan.add(new PlannedRevision(changeset.id(), List.of(change(changeset)))));
                Set<String> drafted = draft.stream().map(Changeset::id).collect(Collectors.toSet());
                String taken = PreflightChecks.look(
                                connection,
                                new Script(changes),
                                PlannedRevision.of(changes, ChangelogLint.files(revisions.applied())),
                                plan,
                                false)
                        .stream()
                        .filter(obstacle -> drafted.contains(obstacle.revision()))
                        .map(PreflightFailure::sentence)
                        .collect(Collectors.joining(" "));
                if (!taken.isEmpty()) {
                    throw new Refused("Nothing is written, because a name is another's in %s: %s"
                            .formatted(server.place(), taken));
                }
            }
        }
    }

    /** As a whole: what stands in dollar quotes would be cut in pieces. */
    private static RawSQLChange change(Changeset changeset) {
        RawSQLChange change = new RawSQLChange(changeset.sql());
        change.setSplitStatements(false);
        return change;
    }
}
