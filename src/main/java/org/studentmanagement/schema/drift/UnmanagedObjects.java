package org.studentmanagement.schema.drift;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.studentmanagement.database.Jdbc;
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
            SELECT CASE part.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END AS kind,
                part.oid::regclass AS name, array_agg(whole.oid::regclass::text ORDER BY whole.relname) AS stands_on
            FROM link
            JOIN pg_class AS part ON part.oid = link.part
            JOIN pg_class AS whole ON whole.oid = link.whole
            WHERE part.oid <> whole.oid AND part.relkind IN ('r', 'p', 'v', 'm')
              AND whole.relnamespace = current_schema::regnamespace
              AND whole.oid::regclass::text = ANY (?) AND part.oid::regclass::text <> ALL (?)
            GROUP BY part.oid, part.relkind
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
        String table = difference.table();
        if (table.isEmpty()) {
            return others.containsKey(difference.name())
                    || others.keySet().stream()
                            .anyMatch(name -> difference.name().contains("ROUTINE " + name));
        }
        return difference.state() == State.ADDED
                ? !own.contains(table)
                        && found.objects().stream()
                                .anyMatch(object -> object.table().equals(table))
                : others.containsKey(table);
    }

    Set<String> names() {
        return others.keySet();
    }

    /** All of them, and those of other schemas that stand on what the changelog makes. */
    List<UnmanagedObject> all(Connection connection) throws SQLException {
        Map<String, UnmanagedObject> all = new TreeMap<>();
        others.forEach((name, kind) -> all.put(name, new UnmanagedObject(kind, name, List.of())));
        String[] tables = own.toArray(String[]::new);
        Jdbc.list(
                        connection,
                        STANDING_ON,
                        row -> new UnmanagedObject(row.getString("kind"), row.getString("name"), List.of((String[])
                                row.getArray("stands_on").getArray())),
                        tables,
                        tables)
                .forEach(object -> all.put(object.name(), object));
        return List.copyOf(all.values());
    }
}
