package org.studentmanagement.schema.drift;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;
import org.studentmanagement.schema.drift.Difference.State;

/** Tells what somebody changed of the changelog's own from what is somebody else's altogether. */
final class UnmanagedObjects {
    private static final Set<ObjectKind> STANDING_ALONE = EnumSet.of(
            ObjectKind.TABLE,
            ObjectKind.VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE_TYPE);

    /** Views with what they are made from, tables with what they refer to or inherit from, in whatever schema they are. */
    private static final String STANDING_ON = """
            WITH link (part, whole) AS (
                SELECT ev_class, refobjid FROM pg_depend JOIN pg_rewrite ON classid = 'pg_rewrite'::regclass AND objid = pg_rewrite.oid
                WHERE refclassid = 'pg_class'::regclass
                UNION
                SELECT conrelid, confrelid FROM pg_constraint WHERE contype = 'f'
                UNION
                SELECT inhrelid, inhparent FROM pg_inherits
            )
            SELECT CASE part.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END,
                part.oid::regclass, whole.oid::regclass
            FROM link
            JOIN pg_class AS part ON part.oid = link.part
            JOIN pg_class AS whole ON whole.oid = link.whole
            WHERE part.oid <> whole.oid AND part.relkind IN ('r', 'p', 'v', 'm')
              AND whole.relnamespace = current_schema::regnamespace
            ORDER BY part.oid::regclass::text, whole.oid::regclass::text
            """;

    private final Set<String> own;
    private final Map<String, String> others = new TreeMap<>();
    private final Schema found;

    UnmanagedObjects(Schema found, Schema expected) {
        this.found = found;
        own = expected.objects().stream()
                .map(SchemaObject::table)
                .filter(table -> !table.isEmpty())
                .collect(Collectors.toSet());
        Set<SchemaObject.Key> made =
                expected.objects().stream().map(SchemaObject::key).collect(Collectors.toSet());
        found.objects().stream()
                .filter(object -> STANDING_ALONE.contains(object.kind()) && !made.contains(object.key()))
                .filter(object -> object.table().isEmpty()
                        || object.table().equals(object.name()) && !own.contains(object.table()))
                .forEach(object -> others.put(object.name(), object.noun()));
    }

    /** Whether a difference is about one of them, and so about nothing that the changelog makes. */
    boolean concerns(Difference difference) {
        if (difference.state() != State.ADDED && !difference.table().isEmpty()) {
            return others.containsKey(difference.table());
        }
        return difference.table().isEmpty()
                ? others.containsKey(difference.name())
                        || others.keySet().stream()
                                .anyMatch(name -> difference.name().contains("ROUTINE " + name))
                : !own.contains(difference.table()) && isObject(difference);
    }

    private boolean isObject(Difference difference) {
        return found.objects().stream().anyMatch(object -> object.table().equals(difference.table()));
    }

    /** Their names as the catalog has them. */
    Set<String> names() {
        return others.keySet().stream()
                .map(name -> name.startsWith("\"")
                        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                        : name)
                .collect(Collectors.toSet());
    }

    /** All of them, and those of other schemas that stand on what the changelog makes. */
    List<UnmanagedObject> all(Connection connection) throws SQLException {
        Map<String, Set<String>> standing = new LinkedHashMap<>();
        Map<String, String> kinds = new TreeMap<>(others);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(STANDING_ON)) {
            while (rows.next()) {
                String part = rows.getString(2);
                if (!own.contains(part) && own.contains(rows.getString(3))) {
                    kinds.putIfAbsent(part, rows.getString(1));
                    standing.computeIfAbsent(part, name -> new TreeSet<>()).add(rows.getString(3));
                }
            }
        }
        List<UnmanagedObject> bystanders = new ArrayList<>();
        kinds.forEach((name, kind) -> bystanders.add(
                new UnmanagedObject(kind, name, List.copyOf(standing.getOrDefault(name, new HashSet<>())))));
        return bystanders;
    }
}
