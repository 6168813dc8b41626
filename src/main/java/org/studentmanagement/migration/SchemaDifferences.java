package org.studentmanagement.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What tells one schema from another, in sentences about the first: column by column, then all else. */
final class SchemaDifferences {
    private final Map<String, String> found;
    private final Map<String, String> wanted;

    private SchemaDifferences(Schema found, Schema wanted) {
        this.found = parts(found, tables(wanted));
        this.wanted = parts(wanted, tables(found));
    }

    /** The sentences, none if the schemas are alike. A table that only one of them has is one sentence. */
    static List<String> between(Schema found, Schema wanted) {
        return new SchemaDifferences(found, wanted).sentences();
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        wanted.forEach((part, definition) -> {
            if (!found.containsKey(part)) {
                sentences.add(part + " is missing" + detail(definition));
            } else if (!found.get(part).equals(definition)) {
                sentences.add("%s is %s, and should be %s.".formatted(part, found.get(part), definition));
            }
        });
        found.forEach((part, definition) -> {
            if (!wanted.containsKey(part)) {
                sentences.add(part + " should not be there" + detail(definition));
            }
        });
        return sentences;
    }

    private static String detail(String definition) {
        return definition.isEmpty() ? "." : ": " + definition + ".";
    }

    private static Set<String> tables(Schema schema) {
        return schema.objects().stream().map(SchemaObject::table).collect(Collectors.toSet());
    }

    /** Each column and constraint is a part, and so is each statement that is not a table's. */
    private static Map<String, String> parts(Schema schema, Set<String> otherTables) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (SchemaObject object : schema.objects()) {
            if (!object.table().isEmpty() && !otherTables.contains(object.table())) {
                parts.put("Table " + object.table(), "");
            } else if (object.kind() == ObjectKind.COLUMN) {
                parts.put("Column " + object.table() + "." + object.name(), object.text());
            } else if (object.inTable()) {
                parts.put(
                        "Constraint " + object.table() + "." + object.name(),
                        object.definition().get(0));
            } else {
                parts.put("\"" + object.create() + "\"", "");
            }
        }
        return parts;
    }
}
