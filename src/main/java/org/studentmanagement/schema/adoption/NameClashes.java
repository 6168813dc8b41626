package org.studentmanagement.schema.adoption;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/** Tables that only bear the name of one that a changeset makes: they have less than half of its columns. */
final class NameClashes {
    private NameClashes() {}

    /** Their names. A view that stands in a table's place is none, since nothing says what its columns are. */
    static Set<String> among(Schema found, List<Schema> steps) {
        return found.objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .map(SchemaObject::name)
                .filter(table ->
                        steps.stream().anyMatch(step -> !columns(step, table).isEmpty()))
                .filter(table -> steps.stream()
                        .map(step -> columns(step, table))
                        .filter(columns -> !columns.isEmpty())
                        .noneMatch(columns -> alike(columns, columns(found, table))))
                .collect(Collectors.toSet());
    }

    static List<String> sentences(Set<String> strangers, Schema found) {
        return strangers.stream()
                .sorted()
                .map(table ->
                        ("Table %s bears the name of one that a revision makes, but has other columns: %s. If it is"
                                        + " another system's, give this one a schema of its own, by currentSchema in the JDBC"
                                        + " URL; if not, give it and its columns the names that db/schema.sql has.")
                                .formatted(table, String.join(", ", new TreeSet<>(columns(found, table)))))
                .toList();
    }

    private static boolean alike(Set<String> wanted, Set<String> there) {
        return 2 * wanted.stream().filter(there::contains).count() >= wanted.size();
    }

    private static Set<String> columns(Schema schema, String table) {
        return schema.of(ObjectKind.COLUMN, table).map(SchemaObject::name).collect(Collectors.toSet());
    }
}
