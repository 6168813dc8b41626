package org.studentmanagement.schema.author;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.author.MappedKey.Kind;
import org.studentmanagement.schema.catalog.RecordTables;

/**
 * What a schema has of all that entities can express, read from a live database.
 *
 * @param sequences without those of identity columns
 * @param checks which are not compared
 */
record MappedSchema(Map<String, MappedTable> tables, Map<String, MappedSequence> sequences, Set<Check> checks) {
    /** A condition of a table, as PostgreSQL writes it, whatever its name. */
    record Check(String table, String definition) {}

    static MappedSchema read(Connection connection) throws SQLException {
        return read(connection, Map.of());
    }

    /**
     * The same, with what no schema of Hibernate says: from which sequences the entities draw.
     *
     * @param drawn the sequences by the paths of columns, all without quotes
     */
    static MappedSchema read(Connection connection, Map<String, String> drawn) throws SQLException {
        Map<String, MappedSequence> sequences = byName(
                Jdbc.list(
                        connection,
                        RecordTables.named(MappedSchemaQuery.SEQUENCES),
                        row -> new MappedSequence(row.getString(1), row.getLong(2), row.getLong(3))),
                MappedSequence::name);
        List<MappedColumn> columns = Jdbc.list(
                connection,
                MappedSchemaQuery.COLUMNS,
                row -> column(row, sequences).drawnFrom(sequence(sequences, drawn, row)));
        List<MappedKey> keys = Jdbc.list(connection, MappedSchemaQuery.KEYS, MappedSchema::key);
        List<MappedTable> tables =
                Jdbc.list(connection, RecordTables.named(MappedSchemaQuery.TABLES), row -> table(row, columns, keys));
        columns.stream()
                .filter(column -> column.generation().isIdentity())
                .forEach(column -> column.generation().sequenceName().ifPresent(sequences::remove));
        List<Check> checks =
                Jdbc.list(connection, MappedSchemaQuery.CHECKS, row -> new Check(row.getString(1), row.getString(2)));
        return new MappedSchema(byName(tables, MappedTable::name), sequences, Set.copyOf(checks));
    }

    /** The columns that draw from a sequence which is not an identity's own. */
    Stream<MappedColumn> drawingFrom(String sequence) {
        return tables.values().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.generation()
                        .drawn()
                        .filter(source -> source.name().equals(sequence))
                        .isPresent());
    }

    private static <T> Map<String, T> byName(List<T> objects, Function<T, String> name) {
        return objects.stream()
                .collect(Collectors.toMap(name, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    }

    private static Optional<MappedSequence> sequence(
            Map<String, MappedSequence> sequences, Map<String, String> drawn, ResultSet row) throws SQLException {
        String column = row.getString("table") + "." + row.getString("name");
        String name = drawn.get(MappedObject.plain(column));
        return sequences.values().stream()
                .filter(sequence -> MappedObject.plain(sequence.name()).equals(name))
                .findFirst();
    }

    private static MappedTable table(ResultSet row, List<MappedColumn> columns, List<MappedKey> keys)
            throws SQLException {
        String name = row.getString(1);
        return new MappedTable(
                name,
                Optional.ofNullable(row.getString(2)),
                columns.stream().filter(column -> column.table().equals(name)).toList(),
                keys.stream().filter(key -> key.table().equals(name)).toList());
    }

    private static MappedColumn column(ResultSet row, Map<String, MappedSequence> sequences) throws SQLException {
        return new MappedColumn(
                row.getString("table"),
                row.getString("name"),
                row.getString("type"),
                row.getBoolean("nullable"),
                Optional.ofNullable(row.getString("fallback")),
                new ValueGeneration(
                        Optional.ofNullable(row.getString("identity")),
                        Optional.ofNullable(row.getString("sequence")).map(sequences::get),
                        row.getBoolean("serial")),
                Optional.ofNullable(row.getString("remark")),
                new MappedColumn.Uses(row.getBoolean("nothing"), row.getBoolean("plain")));
    }

    private static MappedKey key(ResultSet row) throws SQLException {
        return new MappedKey(
                row.getString("table"),
                Kind.valueOf(row.getString("kind")),
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
