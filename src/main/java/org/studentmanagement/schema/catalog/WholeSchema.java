package org.studentmanagement.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.database.Jdbc;

/** All that is in the current schema, whoever made it, without what extensions brought. */
public record WholeSchema(List<Thing> things) {
    /** Tables come first, since sequences go with those that own them. */
    private static final String CONTENT = """
            SELECT object.type, object.identity, relation
            FROM (
                SELECT 'pg_class'::regclass AS catalog, oid, relkind IN ('r', 'p') AS relation, relkind = 'S' AS last
                FROM pg_class
                WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                UNION ALL
                SELECT 'pg_proc'::regclass, oid, false, true FROM pg_proc WHERE pronamespace = current_schema::regnamespace
                UNION ALL
                SELECT 'pg_type'::regclass, pg_type.oid, false, true
                FROM pg_type LEFT JOIN pg_class ON pg_class.oid = typrelid
                WHERE typnamespace = current_schema::regnamespace AND (typtype IN ('e', 'd', 'r') OR relkind = 'c')
            ) found, pg_identify_object(catalog, oid, 0) AS object
            WHERE NOT EXISTS (
                SELECT FROM pg_depend WHERE classid = catalog AND objid = oid AND deptype IN ('e', 'i', 'a'))
            ORDER BY last, NOT relation, object.identity
            """;

    /** @param rows null for what has none of its own */
    private record Thing(String type, String name, Long rows) {
        private String words() {
            String named = type + " " + name.replaceFirst("^public\\.", "");
            return rows == null ? named : "%s (%d %s)".formatted(named, rows, rows == 1 ? "row" : "rows");
        }
    }

    public static WholeSchema read(Connection connection) throws SQLException {
        return new WholeSchema(Jdbc.list(connection, CONTENT, found -> {
            String name = found.getString("identity");
            Long rows = found.getBoolean("relation") ? Jdbc.number(connection, "SELECT count(*) FROM " + name) : null;
            return new Thing(found.getString("type"), name, rows);
        }));
    }

    public String words() {
        return things.isEmpty() ? "nothing" : things.stream().map(Thing::words).collect(Collectors.joining(", "));
    }

    public String drop() {
        return things.stream()
                .map(thing -> "DROP %s IF EXISTS %s CASCADE".formatted(thing.type, thing.name))
                .collect(Collectors.joining(";\n"));
    }
}
