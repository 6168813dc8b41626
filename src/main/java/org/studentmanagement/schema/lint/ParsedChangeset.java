package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.run.Direction;

/**
 * A changeset as it runs and as it is written.
 *
 * @param place in the changelog, from 0
 * @param lines of its file
 * @param preconditions whether it has any
 * @param markedAsRun whether it counts as run where these do not hold
 */
record ParsedChangeset(
        int place,
        String id,
        String file,
        List<String> lines,
        String comment,
        boolean preconditions,
        boolean markedAsRun,
        boolean transactional,
        List<Statement> up,
        List<Statement> down,
        boolean rollback) {
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
