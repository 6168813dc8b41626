package org.studentmanagement.migration.author;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.studentmanagement.migration.author.Key.Kind;

/** What a schema has of all that entities can express, read from a live database. */
record Catalog(Map<String, Table> tables, Map<String, Sequence> sequences) {
    static Catalog read(Connection connection) throws SQLException {
        Map<String, Table> tables = new LinkedHashMap<>();
        Map<String, Sequence> sequences = new LinkedHashMap<>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(CatalogQuery.COLUMNS)) {
                while (rows.next()) {
                    table(tables, rows).columns().add(column(rows));
                }
            }
            try (var rows = statement.executeQuery(CatalogQuery.KEYS)) {
                while (rows.next()) {
                    Key key = key(rows);
                    // Liquibase's own tables have keys, and are not among the tables.
                    Optional.ofNullable(tables.get(key.table()))
                            .ifPresent(table -> table.keys().add(key));
                }
            }
            try (var rows = statement.executeQuery(CatalogQuery.SEQUENCES)) {
                while (rows.next()) {
                    sequences.put(rows.getString(1), new Sequence(rows.getString(1), rows.getLong(2)));
                }
            }
        }
        return new Catalog(tables, sequences);
    }

    private static Table table(Map<String, Table> tables, ResultSet row) throws SQLException {
        Optional<String> remark = Optional.ofNullable(row.getString("table_remark"));
        return tables.computeIfAbsent(
                row.getString("table"), name -> new Table(name, remark, new ArrayList<>(), new ArrayList<>()));
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(
                row.getString("table"),
                row.getString("name"),
                row.getString("type"),
                row.getBoolean("nullable"),
                Optional.ofNullable(row.getString("fallback")),
                row.getBoolean("identity"),
                Optional.ofNullable(row.getString("remark")));
    }

    private static Key key(ResultSet row) throws SQLException {
        Kind kind = switch (row.getString("kind")) {
            case "p" -> Kind.PRIMARY;
            case "u" -> Kind.UNIQUE;
            case "f" -> Kind.FOREIGN;
            default -> Kind.INDEX;
        };
        return new Key(
                row.getString("table"),
                kind,
                row.getString("name"),
                row.getBoolean("is_constraint"),
                list(row.getArray("columns")),
                row.getString("definition"),
                row.getString("target"),
                list(row.getArray("target_columns")));
    }

    private static List<String> list(Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
