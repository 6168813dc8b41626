package org.studentmanagement.schema.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import liquibase.changelog.ChangeSet;
import liquibase.precondition.core.PreconditionContainer.ErrorOption;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.schema.lint.PreflightChecks.PlannedRevision;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.Script;

/** Reads the changesets as Liquibase would run them, and their files as they are written. */
final class ChangesetReader {
    private final ResourceAccessor resources;
    private final Changes parsed;
    private final Script script;
    private final ChangeReader changes;

    ChangesetReader(ResourceAccessor resources, String changelog) throws SQLException {
        this.resources = resources;
        parsed = Changes.parse(changelog, resources);
        script = new Script(parsed);
        changes = new ChangeReader(script);
    }

    /** All of them, oldest first. */
    List<ParsedChangeset> changesets() throws IOException {
        List<ParsedChangeset> changesets = new ArrayList<>();
        for (ChangeSet changeSet : parsed.all()) {
            var preconditions = changeSet.getPreconditions();
            List<Statement> up = changes.read(changeSet.getChanges());
            changesets.add(new ParsedChangeset(
                    changesets.size(),
                    changeSet.getId(),
                    changeSet.getFilePath(),
                    lines(changeSet.getFilePath()),
                    changeSet.getComments() == null ? "" : changeSet.getComments(),
                    preconditions != null
                            && !preconditions.getNestedPreconditions().isEmpty(),
                    preconditions != null
                            && (preconditions.getOnFail() == FailOption.MARK_RAN
                                    || preconditions.getOnError() == ErrorOption.MARK_RAN),
                    changeSet.isRunInTransaction(),
                    up.isEmpty() ? List.of(ChangeReader.unreadable("it runs no SQL")) : up,
                    changes.read(changeSet.getRollback().getChanges()),
                    !changeSet.getRollback().getChanges().isEmpty()));
        }
        return changesets;
    }

    /** What these changesets would take away from, or not get for, what no changeset has made in a database. */
    List<PreflightFailure> nameConflicts(Connection connection, Set<String> applied, Set<String> run)
            throws SQLException {
        return PreflightChecks.look(
                connection, script, PlannedRevision.of(parsed, applied), PlannedRevision.of(parsed, run), false);
    }

    private List<String> lines(String file) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(resources.getExisting(file).openInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
