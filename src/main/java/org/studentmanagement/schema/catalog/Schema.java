package org.studentmanagement.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.Jdbc;

/**
 * The schema of a database as the objects that make it up, in an order in which they can be made. Two databases are alike
 * exactly if their objects are: the same on every supported PostgreSQL, whatever came first, and without the tables in which
 * migrations keep their own records.
 *
 * <p>Not described are who owns what and who may do what, which is an installation's own affair, and what this system has
 * no use for: aggregates, extensions and what they bring.
 */
public record Schema(List<SchemaObject> objects) {
    /** Takes the objects of one kind in their order, and the kinds in any. */
    public Schema {
        objects = sorted(objects);
    }

    /** Reads the current schema of the connection, as of one moment. It needs no right to anything. */
    public static Schema read(Connection connection) throws SQLException {
        return new Schema(Jdbc.list(
                connection,
                RecordTables.named(SchemaQuery.SQL),
                row -> new SchemaObject(
                        ObjectKind.valueOf(row.getString("kind")),
                        row.getString("owner"),
                        row.getString("name"),
                        List.of((String[]) row.getArray("definition").getArray()))));
    }

    /** The same without the tables that the predicate refuses. What belongs to no table stays. */
    public Schema only(Predicate<String> tables) {
        return new Schema(objects.stream()
                .filter(object -> object.table().isEmpty() || tables.test(object.table()))
                .toList());
    }

    public Stream<SchemaObject> of(ObjectKind kind, String table) {
        return objects.stream()
                .filter(object -> object.kind() == kind && object.table().equals(table));
    }

    public Optional<SchemaObject> find(SchemaObject.Key key) {
        return objects.stream().filter(object -> object.key().equals(key)).findFirst();
    }

    /** The statements that make what the other one has not, in their order. In which order its columns stand does not count. */
    public List<String> missingIn(Schema other) {
        Set<SchemaObject> missing = new LinkedHashSet<>(objects);
        other.objects.forEach(missing::remove);
        return missing.stream()
                .filter(object -> !object.inTable()
                        || missing.stream()
                                .noneMatch(table -> table.kind() == ObjectKind.TABLE && table.includes(object)))
                .map(this::statement)
                .toList();
    }

    private String statement(SchemaObject object) {
        return object.kind() == ObjectKind.TABLE ? createTable(object) : object.create();
    }

    public List<String> statements() {
        return objects.stream()
                .filter(object -> !object.inTable())
                .map(this::statement)
                .toList();
    }

    /** The same as a script, one paragraph a table. */
    public String sql() {
        StringBuilder script = new StringBuilder();
        String table = "";
        for (SchemaObject object : objects) {
            if (!object.inTable()) {
                script.append(object.table().equals(table) ? "" : "\n")
                        .append(statement(object))
                        .append(";\n");
                table = object.table();
            }
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
