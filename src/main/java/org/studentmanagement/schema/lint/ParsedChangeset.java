package org.studentmanagement.schema.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.PreconditionContainer.ErrorOption;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Script;

/**
 * A changeset as Liquibase would run it, and as it is written.
 *
 * @param place in the changelog, from 0
 * @param lines of its file
 */
record ParsedChangeset(int place, ChangeSet changeSet, List<String> lines, List<Statement> up, List<Statement> down) {
    static List<ParsedChangeset> all(Changes changelog, ResourceAccessor resources) throws SQLException, IOException {
        ChangeReader changes = new ChangeReader(new Script(changelog));
        List<ParsedChangeset> changesets = new ArrayList<>();
        for (ChangeSet changeSet : changelog.all()) {
            List<Statement> up = changes.read(changeSet.getChanges());
            changesets.add(new ParsedChangeset(
                    changesets.size(),
                    changeSet,
                    lines(resources, changeSet.getFilePath()),
                    up.isEmpty() ? List.of(ChangeReader.unreadable("it runs no SQL")) : up,
                    changes.read(changeSet.getRollback().getChanges())));
        }
        return changesets;
    }

    private static List<String> lines(ResourceAccessor resources, String file) throws IOException {
        try (var reader = new BufferedReader(
                new InputStreamReader(resources.getExisting(file).openInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    String id() {
        return changeSet.getId();
    }

    String file() {
        return changeSet.getFilePath();
    }

    String comment() {
        return changeSet.getComments() == null ? "" : changeSet.getComments();
    }

    boolean preconditions() {
        return changeSet.getPreconditions() != null
                && !changeSet.getPreconditions().getNestedPreconditions().isEmpty();
    }

    /** Whether it counts as run where its preconditions do not hold. */
    boolean markedAsRun() {
        PreconditionContainer conditions = changeSet.getPreconditions();
        return conditions != null
                && (conditions.getOnFail() == FailOption.MARK_RAN || conditions.getOnError() == ErrorOption.MARK_RAN);
    }

    boolean transactional() {
        return changeSet.isRunInTransaction();
    }

    boolean rollback() {
        return !changeSet.getRollback().getChanges().isEmpty();
    }

    List<Statement> statements(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    /** The line of the file, from 1, in which the statement begins; that of its section where Liquibase wrote the SQL. */
    int line(Direction direction, Statement statement) {
        int undo = lineOf("rollback:", 1);
        int begin = direction == Direction.UP ? lineOf("changes:", 1) : undo;
        int end = direction == Direction.UP && undo > begin ? undo - 1 : lines.size();
        for (int line = begin; line < end; line++) {
            if (!statement.firstLine().isEmpty() && lines.get(line).contains(statement.firstLine())) {
                return line + 1;
            }
        }
        return begin;
    }

    /** Whether a comment stands in the rollback, to say what does not come back. */
    boolean rollbackIsExplained() {
        int undo = lineOf("rollback:", 0);
        return undo > 0
                && lines.subList(undo, lines.size()).stream()
                        .anyMatch(line -> line.strip().startsWith("# ") && !line.contains("# lint:"));
    }

    List<Suppression> suppressions() {
        List<Suppression> suppressions = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Suppression.read(lines.get(i), i + 1).ifPresent(suppressions::add);
        }
        return suppressions;
    }

    private int lineOf(String key, int otherwise) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(key)) {
                return i + 1;
            }
        }
        return otherwise;
    }
}
