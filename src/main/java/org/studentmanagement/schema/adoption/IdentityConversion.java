package org.studentmanagement.schema.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;
import org.studentmanagement.schema.drift.Difference;

/** Makes of an identity column one that has a sequence, or the other way round. No number is given twice. */
final class IdentityConversion {
    private IdentityConversion() {}

    /** The statements, in one transaction. */
    static List<String> of(Difference column, Schema expected) {
        List<SchemaObject> sequence = Stream.concat(
                        expected.of(ObjectKind.SEQUENCE, column.table()),
                        expected.of(ObjectKind.OWNED_BY, column.table())
                                .filter(owned -> owned.text().equals(column.name())))
                .toList();
        if (sequence.isEmpty()) {
            return column.mend();
        }
        String alter = "ALTER TABLE %s ALTER COLUMN %s ".formatted(column.table(), column.name());
        List<String> statements = new ArrayList<>(List.of("BEGIN", alter + "DROP IDENTITY"));
        sequence.forEach(object -> statements.add(object.create()));
        statements.add(
                alter + "SET DEFAULT nextval('%s')".formatted(sequence.get(0).name()));
        statements.add(goOn(sequence.get(sequence.size() - 1)));
        statements.add("COMMIT");
        return statements;
    }

    /** Lets a sequence go on after the rows of the column that owns it. */
    static String goOn(SchemaObject ownedBy) {
        return "SELECT setval('%s', coalesce(max(%s), 0) + 1, false) FROM %s"
                .formatted(ownedBy.name(), ownedBy.text(), ownedBy.table());
    }
}
