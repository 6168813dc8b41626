package org.studentmanagement.schema.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/** Writes the SQL that makes a missing object, so that a table in use is held up as little as can be. */
final class Creation {
    private Creation() {}

    static List<String> of(SchemaObject object, List<SchemaObject> parts) {
        if (object.kind() == ObjectKind.TABLE) {
            return table(object, parts).statements();
        }
        List<String> statements = new ArrayList<>(
                switch (object.kind()) {
                    case COLUMN -> ColumnCorrection.add(object);
                    case CONSTRAINT, FOREIGN_KEY -> constraint(object);
                    case INDEX -> List.of(concurrently(object.text()));
                    default -> List.of(object.create());
                });
        parts.forEach(part -> statements.addAll(of(part, List.of())));
        return statements;
    }

    static Schema table(SchemaObject table, List<SchemaObject> parts) {
        return new Schema(Stream.concat(Stream.of(table), parts.stream()).toList());
    }

    static String validate(SchemaObject constraint) {
        return "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(constraint.table(), constraint.name());
    }

    private static List<String> constraint(SchemaObject object) {
        String clause = object.first();
        if (object.definition().size() > 1) {
            String kind = clause.startsWith("PRIMARY") ? "PRIMARY KEY" : "UNIQUE";
            String deferrable = clause.contains(" DEFERRABLE") ? clause.substring(clause.indexOf(" DEFERRABLE")) : "";
            return List.of(
                    concurrently(object.definition().get(1)),
                    "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %2$s%s"
                            .formatted(object.table(), object.name(), kind, deferrable));
        }
        return clause.startsWith("EXCLUDE") || clause.endsWith(" NOT VALID")
                ? List.of(object.create())
                : List.of(object.create() + " NOT VALID", validate(object));
    }

    private static String concurrently(String index) {
        return index.replaceFirst(" INDEX ", " INDEX CONCURRENTLY ");
    }
}
