package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.Schema.Definition;

/**
 * Finds the way back from a drop by trying it: what the schema's own description has before and not afterwards is what the
 * rollback must say, the CHECKs, indexes, triggers and remarks that went along included.
 */
final class Removal {
    private static final String COLUMNS = " (\n    ";

    private Removal() {}

    /** Runs the statements, and returns those that undo them. */
    static List<String> tryOut(Connection connection, String drop) throws SQLException {
        Schema before = Schema.read(connection);
        try (var statement = connection.createStatement()) {
            statement.execute(drop.replace(" CONCURRENTLY", ""));
        }
        return undo(before, Schema.read(connection));
    }

    private static List<String> undo(Schema before, Schema after) {
        Set<Definition> left = new HashSet<>(after.definitions());
        List<String> statements = new ArrayList<>();
        for (Definition definition : before.definitions()) {
            if (!left.contains(definition)) {
                changed(definition, after)
                        .ifPresentOrElse(
                                now -> statements.addAll(clauses(definition.sql(), now.sql())),
                                () -> statements.add(definition.sql()));
            }
        }
        return statements;
    }

    private static Optional<Definition> changed(Definition definition, Schema after) {
        String head = head(definition.sql());
        return after.definitions().stream()
                .filter(now ->
                        head.startsWith("CREATE TABLE ") && head(now.sql()).equals(head))
                .findFirst();
    }

    private static List<String> clauses(String before, String after) {
        String table = head(before).replace("CREATE TABLE ", "ALTER TABLE ");
        List<String> left = clauses(after);
        return clauses(before).stream()
                .filter(clause -> !left.contains(clause))
                .map(clause -> table + (clause.startsWith("CONSTRAINT ") ? " ADD " : " ADD COLUMN ") + clause)
                .toList();
    }

    private static String head(String sql) {
        return sql.split(" \\(\n", 2)[0];
    }

    private static List<String> clauses(String createTable) {
        String body = createTable.substring(createTable.indexOf(COLUMNS) + COLUMNS.length(), createTable.length() - 2);
        return List.of(body.split(",\n    "));
    }
}
