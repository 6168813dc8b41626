package org.studentmanagement.schema.drift;

import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/** Gives an enum the labels that it should have. PostgreSQL can add one, and has no way to take one away or to move it. */
record TypeCorrection(SchemaObject is, SchemaObject should, Schema found, Schema expected) {
    List<String> make() {
        return additions() ? added() : converted();
    }

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

    /** Gives a domain the default and the rules that it should have. */
    static List<String> domain(SchemaObject is, SchemaObject should) {
        if (!is.first().equals(should.first())) {
            return List.of(is.drop(), should.create());
        }
        String alter = "ALTER DOMAIN " + should.name() + " ";
        List<String> statements = new ArrayList<>();
        is.definition().stream()
                .skip(1)
                .filter(part -> !should.definition().contains(part))
                .forEach(part -> statements.add(alter + "DROP " + named(part)));
        should.definition().stream()
                .skip(1)
                .filter(part -> !is.definition().contains(part))
                .forEach(part -> statements.add(alter + (part.startsWith("CONSTRAINT ") ? "ADD " : "SET ") + part));
        return statements;
    }

    private static String named(String part) {
        if (part.startsWith("CONSTRAINT ")) {
            return part.replaceFirst("(?s) (CHECK|NOT NULL) ?.*", "");
        }
        return part.startsWith("DEFAULT ") ? "DEFAULT" : part;
    }
}
