package org.studentmanagement.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.studentmanagement.migration.Schema.Definition;

/** What tells one schema from another, in sentences about the first: column by column, then all else. */
final class SchemaDifferences {
    private static final String CREATE_TABLE = "CREATE TABLE ";
    private static final String BETWEEN_CLAUSES = ",\n    ";
    private static final Pattern CLAUSE =
            Pattern.compile("(CONSTRAINT )?(\"(?:[^\"]|\"\")+\"|\\S+) (.*)", Pattern.DOTALL);

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
        return schema.definitions().stream().map(Definition::table).collect(Collectors.toSet());
    }

    /** Each column and constraint is a part, and so is each statement that is not a table's. */
    private static Map<String, String> parts(Schema schema, Set<String> otherTables) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (Definition definition : schema.definitions()) {
            if (!definition.table().isEmpty() && !otherTables.contains(definition.table())) {
                parts.put("Table " + definition.table(), "");
            } else if (definition.sql().startsWith(CREATE_TABLE)) {
                clauses(definition, parts);
            } else {
                parts.put("\"" + definition.sql() + "\"", "");
            }
        }
        return parts;
    }

    private static void clauses(Definition table, Map<String, String> parts) {
        String sql = table.sql();
        String clauses = sql.substring(sql.indexOf('\n'), sql.lastIndexOf('\n')).strip();
        for (String clause : clauses.split(BETWEEN_CLAUSES)) {
            Matcher named = CLAUSE.matcher(clause);
            if (named.matches()) {
                String kind = named.group(1) == null ? "Column " : "Constraint ";
                parts.put(kind + table.table() + "." + named.group(2), named.group(3));
            }
        }
    }
}
