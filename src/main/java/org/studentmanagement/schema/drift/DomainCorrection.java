package org.studentmanagement.schema.drift;

import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.catalog.SchemaObject;

/** Gives a domain the default and the rules that it should have. */
final class DomainCorrection {
    private DomainCorrection() {}

    static List<String> make(SchemaObject is, SchemaObject should) {
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

    /** {@code DEFAULT}, {@code NOT NULL}, or {@code CONSTRAINT} and its name. */
    private static String named(String part) {
        if (part.startsWith("CONSTRAINT ")) {
            return part.replaceFirst("(?s) (CHECK|NOT NULL) ?.*", "");
        }
        return part.startsWith("DEFAULT ") ? "DEFAULT" : part;
    }
}
