package org.studentmanagement.migration.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.migration.Changes;
import org.studentmanagement.migration.Script;

/** Reads the changesets as Liquibase would run them, and their files as they are written. */
final class SubjectReader {
    private final ResourceAccessor resources;
    private final ChangeReader changes;
    private final List<ChangeSet> changeSets;

    SubjectReader(ResourceAccessor resources, String changelog) throws SQLException {
        this.resources = resources;
        Changes parsed = Changes.parse(changelog, resources);
        changes = new ChangeReader(new Script(parsed));
        changeSets = parsed.all();
    }

    /** All of them, oldest first. */
    List<Subject> subjects() throws IOException {
        List<Subject> subjects = new ArrayList<>();
        for (ChangeSet changeSet : changeSets) {
            var preconditions = changeSet.getPreconditions();
            List<Statement> up = changes.read(changeSet.getChanges());
            subjects.add(new Subject(
                    subjects.size(),
                    changeSet.getId(),
                    changeSet.getFilePath(),
                    lines(changeSet.getFilePath()),
                    changeSet.getComments() == null ? "" : changeSet.getComments(),
                    preconditions != null
                            && !preconditions.getNestedPreconditions().isEmpty(),
                    changeSet.isRunInTransaction(),
                    up.isEmpty() ? List.of(ChangeReader.unreadable("it runs no SQL")) : up,
                    changes.read(changeSet.getRollback().getChanges()),
                    !changeSet.getRollback().getChanges().isEmpty()));
        }
        return subjects;
    }

    private List<String> lines(String file) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(resources.getExisting(file).openInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
