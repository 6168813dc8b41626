package org.studentmanagement.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The schema of a database as the objects that make it up, in an order in which they can be made. Two databases are alike
 * exactly if their objects are: the same on every supported PostgreSQL, whatever came first, and without the tables in which
 * migrations keep their own records.
 *
 * <p>Not described are who owns what and who may do what, which is an installation's own affair, and what this system has
 * no use for: aggregates, extensions and what they bring.
 */
public record Schema(List<SchemaObject> objects) {
    /** One statement. The table is that which the object belongs to, and empty for one that stands alone. */
    public record Definition(String table, String sql) {}

    /** Takes the objects of one kind in their order, and the kinds in any. */
    public Schema {
        objects = sorted(objects);
    }

    /** Reads the current schema of the connection, as of one moment. It needs no right to anything. */
    public static Schema read(Connection connection) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(RecordTables.named(SchemaQuery.SQL))) {
            while (rows.next()) {
                objects.add(new SchemaObject(
                        ObjectKind.valueOf(rows.getString("kind")),
                        rows.getString("owner"),
                        rows.getString("name"),
                        List.of((String[]) rows.getArray("definition").getArray())));
            }
        }
        return new Schema(objects);
    }

    /** The same without the tables that the predicate refuses. What belongs to no table stays. */
    public Schema only(Predicate<String> tables) {
        return new Schema(objects.stream()
                .filter(object -> object.table().isEmpty() || tables.test(object.table()))
                .toList());
    }

    /** The statements that make it on an empty database, in their order. */
    public List<Definition> definitions() {
        return objects.stream()
                .filter(object -> !object.inTable())
                .map(object -> new Definition(
                        object.table(), object.kind() == ObjectKind.TABLE ? createTable(object) : object.create()))
                .toList();
    }

    /** A script, one paragraph a table. */
    public String sql() {
        StringBuilder script = new StringBuilder();
        String table = "";
        for (Definition definition : definitions()) {
            if (!definition.table().equals(table)) {
                table = definition.table();
                script.append('\n');
            }
            script.append(definition.sql()).append(";\n");
        }
        return script.toString();
    }

    /** A table with its columns and with those of its constraints that can stand there. */
    public String createTable(SchemaObject table) {
        String kind = table.text();
        boolean foreign = kind.startsWith("SERVER ");
        return objects.stream()
                .filter(object -> object.inTable() && object.table().equals(table.name()))
                .map(SchemaObject::clause)
                .collect(Collectors.joining(
                        ",\n    ",
                        "CREATE %sTABLE %s (\n    ".formatted(foreign ? "FOREIGN " : "", table.name()),
                        "\n)" + (kind.isEmpty() ? "" : " " + kind)));
    }

    private static List<SchemaObject> sorted(Collection<SchemaObject> objects) {
        Set<String> views = objects.stream()
                .filter(object -> object.kind() == ObjectKind.VIEW)
                .map(SchemaObject::table)
                .collect(Collectors.toSet());
        Comparator<SchemaObject> bySection = Comparator.comparing(
                object -> views.contains(object.table()) ? ObjectKind.Section.VIEWS : object.kind().section);
        return objects.stream()
                .sorted(bySection
                        .thenComparing(object -> tableFirst(object) ? object.table() : "")
                        .thenComparing(SchemaObject::kind))
                .toList();
    }

    private static boolean tableFirst(SchemaObject object) {
        return object.kind().section == ObjectKind.Section.TABLES
                || object.kind().section == ObjectKind.Section.FOREIGN_KEYS;
    }
}
