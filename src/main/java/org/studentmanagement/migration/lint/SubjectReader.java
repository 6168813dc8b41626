package org.studentmanagement.migration.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.core.EmptyChange;
import liquibase.changelog.ChangeSet;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.migration.Changes;
import org.studentmanagement.migration.MigrationRefused;
import org.studentmanagement.migration.Script;

/** Reads the changesets as Liquibase would run them, and their files as they are written. */
final class SubjectReader {
    private final ResourceAccessor resources;
    private final Script script;
    private final List<ChangeSet> changeSets;

    SubjectReader(ResourceAccessor resources, String changelog) throws SQLException {
        this.resources = resources;
        Changes changes = Changes.parse(changelog, resources);
        script = new Script(changes);
        changeSets = changes.all();
    }

    /** All of them, oldest first. */
    List<Subject> subjects() throws IOException {
        List<Subject> subjects = new ArrayList<>();
        for (ChangeSet changeSet : changeSets) {
            var preconditions = changeSet.getPreconditions();
            List<Statement> up = statements(changeSet.getChanges());
            subjects.add(new Subject(
                    subjects.size(),
                    changeSet.getId(),
                    changeSet.getFilePath(),
                    lines(changeSet.getFilePath()),
                    changeSet.getComments() == null ? "" : changeSet.getComments(),
                    preconditions != null
                            && !preconditions.getNestedPreconditions().isEmpty(),
                    changeSet.isRunInTransaction(),
                    up.isEmpty() ? List.of(unreadable("it runs no SQL")) : up,
                    statements(changeSet.getRollback().getChanges()),
                    !changeSet.getRollback().getChanges().isEmpty()));
        }
        return subjects;
    }

    private List<Statement> statements(List<Change> changes) {
        List<Statement> statements = new ArrayList<>();
        for (Change change : changes) {
            if (!(change instanceof EmptyChange)) {
                statements.addAll(statements(change));
            }
        }
        return statements;
    }

    private List<Statement> statements(Change change) {
        String kind = change.getSerializedObjectName();
        try {
            List<String> sql = script.statements(List.of(change));
            return sql.isEmpty()
                    ? List.of(unreadable(kind + " makes no SQL"))
                    : sql.stream()
                            .flatMap(statement -> StatementReader.read(statement).stream())
                            .toList();
        } catch (SQLException | MigrationRefused e) {
            return List.of(unreadable(kind + " makes no SQL without a database"));
        }
    }

    private static Statement unreadable(String reason) {
        return new Statement(new Operation.Unreadable(reason), "");
    }

    private List<String> lines(String file) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(resources.getExisting(file).openInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
