package org.studentmanagement.schema.drift;

import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/** Gives an enum the labels that it should have. PostgreSQL can add one, and has no way to take one away or to move it. */
record EnumCorrection(SchemaObject is, SchemaObject should, Schema found, Schema expected) {
    List<String> make() {
        return additions() ? added() : converted();
    }

    /** What it costs; null if nothing. */
    String warning() {
        return additions()
                ? null
                : "Writes the tables with a column of type %s anew, which nobody can use meanwhile, and fails where a row has a label that goes."
                        .formatted(should.name());
    }

    private boolean additions() {
        return should.definition().stream()
                .filter(is.definition()::contains)
                .toList()
                .equals(is.definition());
    }

    private List<String> added() {
        List<String> statements = new ArrayList<>();
        String before = " BEFORE " + is.first();
        for (int place = 0; place < should.definition().size(); place++) {
            String label = should.definition().get(place);
            if (!is.definition().contains(label)) {
                statements.add("ALTER TYPE " + should.name() + " ADD VALUE " + label
                        + (place == 0 ? before : " AFTER " + should.definition().get(place - 1)));
            }
        }
        return statements;
    }

    private List<String> converted() {
        List<String> statements = new ArrayList<>(
                List.of("ALTER TYPE %s RENAME TO drifted_type".formatted(should.name()), should.create()));
        found.objects().stream()
                .filter(column -> column.kind() == ObjectKind.COLUMN
                        && column.first().equals(should.name())
                        && expected.objects().contains(column))
                .forEach(column -> statements.add(convert(column)));
        statements.add("DROP TYPE drifted_type");
        return statements;
    }

    private String convert(SchemaObject column) {
        String alter = "ALTER COLUMN " + column.name() + " ";
        String type = alter + "TYPE %s USING %s::text::%1$s".formatted(should.name(), column.name());
        return "ALTER TABLE " + column.table() + " "
                + column.definition().stream()
                        .filter(part -> part.startsWith("DEFAULT "))
                        .findFirst()
                        .map(value -> alter + "DROP DEFAULT, " + type + ", " + alter + "SET " + value)
                        .orElse(type);
    }
}
