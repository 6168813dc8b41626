package org.studentmanagement.schema.adoption;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/**
 * A view or trigger that others have made of a column whose type a later revision changes: PostgreSQL refuses that while it is
 * there.
 *
 * @param sentence what is in the way of what
 * @param again the statement that makes it again
 * @param undo the statement that takes it out of the way, and no row or value
 */
record Dependent(String sentence, String again, String undo) {
    /** Views that are made of views come first, since they have to go first. */
    private static final String SQL = """
            WITH RECURSIVE subject AS (
                SELECT pg_class.oid, attnum, relname || '.' || attname AS name
                FROM unnest(?::text[], ?::text[]) AS changed (relation, field)
                JOIN pg_class ON pg_class.oid = to_regclass(relation) AND relkind = 'r'
                JOIN pg_attribute ON attrelid = pg_class.oid AND quote_ident(attname) = field
            ), dependent AS (
                SELECT classid, objid, name
                FROM subject
                JOIN pg_depend ON refclassid = 'pg_class'::regclass AND refobjid = subject.oid AND refobjsubid = attnum
                WHERE deptype IN ('n', 'a')
            ), view AS (
                SELECT ev_class AS oid, name, 0 AS level
                FROM dependent
                JOIN pg_rewrite ON pg_rewrite.oid = objid
                JOIN pg_class ON pg_class.oid = ev_class AND relkind IN ('v', 'm')
                WHERE classid = 'pg_rewrite'::regclass
                UNION
                SELECT ev_class, view.name, level + 1
                FROM view
                JOIN pg_depend ON refclassid = 'pg_class'::regclass AND refobjid = view.oid
                    AND classid = 'pg_rewrite'::regclass
                JOIN pg_rewrite ON pg_rewrite.oid = objid AND ev_class <> view.oid
            )
            SELECT max(level) AS level, format('%s %s is made from %s, whose type a later revision changes.',
                    CASE relkind WHEN 'm' THEN 'Materialized view' ELSE 'View' END, view.oid::regclass, min(name)),
                format('CREATE %s %s AS %s', CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
                    view.oid::regclass, rtrim(pg_get_viewdef(view.oid), ';')),
                format('DROP %s %s', CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, view.oid::regclass)
            FROM view
            JOIN pg_class ON pg_class.oid = view.oid
            GROUP BY view.oid, relkind
            UNION ALL
            SELECT 0, format('Trigger %I of %s depends on %s, whose type a later revision changes.', tgname, tgrelid::regclass,
                    min(name)),
                pg_get_triggerdef(pg_trigger.oid), format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass)
            FROM dependent
            JOIN pg_trigger ON pg_trigger.oid = objid AND classid = 'pg_trigger'::regclass
            WHERE NOT tgisinternal
            GROUP BY pg_trigger.oid, tgname, tgrelid
            ORDER BY 1 DESC, 4
            """;

    /**
     * Looks for them.
     *
     * @param expected the schema of the revision at which the database is
     * @param later the schema after each changeset that follows it
     */
    static List<Dependent> of(Schema expected, List<Schema> later, Connection connection) throws SQLException {
        List<SchemaObject> changed = expected.objects().stream()
                .filter(object -> object.kind() == ObjectKind.COLUMN)
                .filter(object -> later.stream()
                        .flatMap(step -> step.find(object.key()).stream())
                        .anyMatch(column -> !column.first().equals(object.first())))
                .toList();
        return Jdbc.list(
                connection,
                SQL,
                row -> new Dependent(row.getString(2), row.getString(3), row.getString(4)),
                changed.stream().map(SchemaObject::table).toArray(String[]::new),
                changed.stream().map(SchemaObject::name).toArray(String[]::new));
    }
}
