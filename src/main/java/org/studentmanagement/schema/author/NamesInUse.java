package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeSet;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.lint.ChangelogLint;
import org.studentmanagement.schema.lint.PreflightChecks;
import org.studentmanagement.schema.lint.PreflightChecks.PlannedRevision;
import org.studentmanagement.schema.lint.PreflightFailure;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.ScratchMigration;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.terminal.Refused;

/** Names of a draft that something in the configured database has, which no changeset has made. */
final class NamesInUse {
    private NamesInUse() {}

    /** @throws Refused if there is any; of a database that has run what the checkout has not, nobody can tell */
    static void requireNone(Datasource server, ScratchMigration checkout, List<Changeset> draft) throws SQLException {
        Changes changes = checkout.changes();
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
