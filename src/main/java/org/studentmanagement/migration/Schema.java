package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The schema of a live database as SQL, in an order in which it runs on an empty one. Two databases are alike exactly if
 * their texts are: the same on every supported PostgreSQL, whatever came first, and without the tables in which migrations keep their own records.
 *
 * <p>Described are sequences, functions, tables with columns, constraints, indexes and triggers, and the comments on tables
 * and columns. Views, types, policies and grants are not: a changelog that starts to use them has to extend this.
 */
public record Schema(List<Definition> definitions) {
    /** One statement. The table is that which the object belongs to, and empty for one that stands alone. */
    public record Definition(String table, String sql) {}

    public Schema {
        definitions = List.copyOf(definitions);
    }

    /** Reads the current schema of the connection, as of one moment. */
    public static Schema read(Connection connection) throws SQLException {
        List<Definition> definitions = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SchemaQuery.SQL)) {
            while (rows.next()) {
                definitions.add(new Definition(rows.getString("owner"), rows.getString("definition")));
            }
        }
        return new Schema(definitions);
    }

    /** The same without the tables that the predicate refuses. What belongs to no table stays. */
    public Schema only(Predicate<String> tables) {
        return new Schema(definitions.stream()
                .filter(definition -> definition.table().isEmpty() || tables.test(definition.table()))
                .toList());
    }

    /** A script, one paragraph a table. */
    public String sql() {
        StringBuilder script = new StringBuilder();
        String table = "";
        for (Definition definition : definitions) {
            if (!definition.table().equals(table)) {
                table = definition.table();
                script.append('\n');
            }
            script.append(definition.sql()).append(";\n");
        }
        return script.toString();
    }
}
