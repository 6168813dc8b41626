package org.studentmanagement.schema.author;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.author.Key.Kind;
import org.studentmanagement.schema.catalog.RecordTables;

/**
 * What a schema has of all that entities can express, read from a live database.
 *
 * @param sequences without those of identity columns
 * @param checks which are not compared
 */
record Catalog(Map<String, Table> tables, Map<String, Sequence> sequences, Set<Check> checks) {
    /** A condition of a table, as PostgreSQL writes it, whatever its name. */
    record Check(String table, String definition) {}

    static Catalog read(Connection connection) throws SQLException {
        Map<String, Table> tables = new LinkedHashMap<>();
        Map<String, Sequence> all = new LinkedHashMap<>();
        Map<String, Sequence> sequences = new LinkedHashMap<>();
        Set<Check> checks = new LinkedHashSet<>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(CatalogQuery.SEQUENCES)) {
                while (rows.next()) {
                    Sequence sequence = new Sequence(rows.getString(1), rows.getLong(2), rows.getLong(3));
                    all.put(sequence.name(), sequence);
                    if (!rows.getBoolean("internal")) {
                        sequences.put(sequence.name(), sequence);
                    }
                }
            }
            try (var rows = statement.executeQuery(RecordTables.named(CatalogQuery.COLUMNS))) {
                while (rows.next()) {
                    table(tables, rows).columns().add(column(rows, all));
                }
            }
            try (var rows = statement.executeQuery(CatalogQuery.CHECKS)) {
                while (rows.next()) {
                    checks.add(new Check(rows.getString(1), rows.getString(2)));
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
        }
        return new Catalog(tables, sequences, checks);
    }

    /**
     * The same, with what no schema of Hibernate says: from which sequences the entities draw.
     *
     * @param sequences by the paths of columns, all without quotes
     */
    Catalog drawing(Map<String, String> sequences) {
        for (Table table : tables.values()) {
            table.columns()
                    .replaceAll(column -> Optional.ofNullable(sequences.get(Part.plain(column.path())))
                            .flatMap(this::sequence)
                            .map(column::drawnFrom)
                            .orElse(column));
        }
        return this;
    }

    /** The columns that draw from a sequence which is not an identity's own. */
    Stream<Column> drawingFrom(String sequence) {
        return tables.values().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.numbering()
                        .drawn()
                        .filter(source -> source.name().equals(sequence))
                        .isPresent());
    }

    private Optional<Sequence> sequence(String plain) {
        return sequences.values().stream()
                .filter(sequence -> Part.plain(sequence.name()).equals(plain))
                .findFirst();
    }

    private static Table table(Map<String, Table> tables, ResultSet row) throws SQLException {
        Optional<String> remark = Optional.ofNullable(row.getString("table_remark"));
        return tables.computeIfAbsent(
                row.getString("table"), name -> new Table(name, remark, new ArrayList<>(), new ArrayList<>()));
    }

    private static Column column(ResultSet row, Map<String, Sequence> sequences) throws SQLException {
        return new Column(
                row.getString("table"),
                row.getString("name"),
                row.getString("type"),
                row.getBoolean("nullable"),
                Optional.ofNullable(row.getString("fallback")),
                new Numbering(
                        Optional.ofNullable(row.getString("identity")),
                        Optional.ofNullable(row.getString("sequence")).map(sequences::get),
                        row.getBoolean("serial")),
                Optional.ofNullable(row.getString("remark")),
                new Column.Uses(row.getBoolean("nothing"), row.getBoolean("plain")));
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
