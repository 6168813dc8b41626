package org.studentmanagement.schema.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/**
 * Puts an ordinary table in the place of a partitioned or foreign one, or of a view, with the same rows, in one transaction.
 * What was there stays under another name, so that no row is lost whatever goes wrong.
 */
public record OrdinaryTable(SchemaObject table, Schema found, Schema expected) {
    private static final String BEFORE = "_before";

    public List<String> make() {
        String old = before(table.name());
        List<SchemaObject> parts = expected.objects().stream()
                .filter(table::includes)
                .filter(part -> part.kind() != ObjectKind.SEQUENCE)
                .toList();
        List<String> statements = new ArrayList<>(List.of("BEGIN"));
        Stream.concat(found.of(ObjectKind.FOREIGN_KEY, table.name()), referring(found))
                .forEach(key -> statements.add(key.drop().replace("DROP CONSTRAINT ", "DROP CONSTRAINT IF EXISTS ")));
        found.objects().stream()
                .filter(object -> object.table().equals(table.name()) && hasIndex(object))
                .forEach(object ->
                        statements.add("ALTER INDEX %s RENAME TO %s".formatted(object.name(), before(object.name()))));
        statements.add("ALTER TABLE %s RENAME TO %s".formatted(table.name(), old));
        found.of(ObjectKind.COLUMN, table.name())
                .filter(column -> column.text().contains("DEFAULT nextval("))
                .forEach(column ->
                        statements.add("ALTER TABLE %s ALTER COLUMN %s DROP DEFAULT".formatted(old, column.name())));
        List<String> made = Creation.of(table, parts);
        statements.add(made.get(0));
        String columns = columns();
        statements.add("INSERT INTO %s (%s) SELECT %2$s FROM %s".formatted(table.name(), columns, old));
        statements.addAll(made.subList(1, made.size()));
        Stream.concat(
                        expected.of(ObjectKind.FOREIGN_KEY, table.name()),
                        referring(expected).filter(found.objects()::contains))
                .forEach(key -> statements.addAll(Creation.of(key, List.of())));
        statements.add("COMMIT");
        return statements;
    }

    public static String warning(SchemaObject table) {
        return ("Copies all rows of %1$s into an ordinary table, while nobody else uses them. What is there now stays as"
                        + " %2$s, and views of it go on reading that: drop it when nobody needs it any more.")
                .formatted(table.name(), before(table.name()));
    }

    private String columns() {
        Set<String> there = found.of(ObjectKind.COLUMN, table.name())
                .map(SchemaObject::name)
                .collect(Collectors.toSet());
        return expected.of(ObjectKind.COLUMN, table.name())
                .map(SchemaObject::name)
                .filter(column -> there.isEmpty() || there.contains(column))
                .collect(Collectors.joining(", "));
    }

    private Stream<SchemaObject> referring(Schema schema) {
        return schema.objects().stream()
                .filter(object -> object.kind() == ObjectKind.FOREIGN_KEY
                        && !object.table().equals(table.name())
                        && object.text().contains(" REFERENCES " + table.name() + "("));
    }

    private static boolean hasIndex(SchemaObject object) {
        return object.kind() == ObjectKind.INDEX
                || object.kind() == ObjectKind.CONSTRAINT
                        && (object.definition().size() > 1 || object.first().startsWith("EXCLUDE"));
    }

    /** The name under which what was there stays. */
    public static String before(String name) {
        return name.endsWith("\"") ? name.substring(0, name.length() - 1) + BEFORE + "\"" : name + BEFORE;
    }
}
