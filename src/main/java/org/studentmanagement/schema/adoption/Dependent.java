package org.studentmanagement.schema.adoption;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/**
 * What others have made of a column whose type a later revision changes, or of a key or sequence that one takes away:
 * PostgreSQL refuses that while it is there.
 *
 * @param again the statement that makes it again; null where that is not needed
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
            ), taken AS (
                SELECT pg_constraint.oid, conindid, conrelid, conname
                FROM unnest(?::text[], ?::text[]) AS gone (relation, name)
                JOIN pg_constraint ON conrelid = to_regclass(relation) AND quote_ident(conname) = gone.name
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
            UNION ALL
            SELECT 0, format('Column %s.%I is computed from %s, whose type a later revision changes.', adrelid::regclass,
                    attname, name),
                NULL, format('ALTER TABLE %s ALTER COLUMN %I DROP EXPRESSION', adrelid::regclass, attname)
            FROM dependent
            JOIN pg_attrdef ON pg_attrdef.oid = objid AND classid = 'pg_attrdef'::regclass
            JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
            WHERE attgenerated = 's'
            UNION ALL
            SELECT 0, format('Function %s depends on %s, whose type a later revision changes.', objid::regprocedure, min(name)),
                pg_get_functiondef(objid), format('DROP FUNCTION %s', objid::regprocedure)
            FROM dependent
            WHERE classid = 'pg_proc'::regclass
            GROUP BY objid
            UNION ALL
            SELECT 0, format('Publication %I names %s, whose type a later revision changes.', pubname, min(name)),
                format('ALTER PUBLICATION %I ADD TABLE %s%s%s', pubname, prrelid::regclass,
                    ' (' || (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                        WHERE attrelid = prrelid AND attnum = ANY (prattrs)) || ')',
                    ' WHERE ' || pg_get_expr(prqual, prrelid)),
                format('ALTER PUBLICATION %I DROP TABLE %s', pubname, prrelid::regclass)
            FROM dependent
            JOIN pg_publication_rel ON pg_publication_rel.oid = objid AND classid = 'pg_publication_rel'::regclass
            JOIN pg_publication ON pg_publication.oid = prpubid
            GROUP BY pg_publication_rel.oid, pubname, prrelid, prattrs, prqual
            UNION ALL
            SELECT 0, format('Foreign key %I of %s refers to %s by %I, which a later revision takes away.', key.conname,
                    key.conrelid::regclass, taken.conrelid::regclass, taken.conname),
                NULL, format('ALTER TABLE %s DROP CONSTRAINT %I', key.conrelid::regclass, key.conname)
            FROM taken
            JOIN pg_constraint key ON key.contype = 'f' AND key.conindid = taken.conindid
            UNION ALL
            SELECT 0, format('Column %s.%I is numbered by %s, which a later revision makes anew.', adrelid::regclass, attname,
                    refobjid::regclass),
                NULL, format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', adrelid::regclass, attname)
            FROM unnest(?::text[], ?::text[]) AS numbered (relation, name)
            JOIN pg_depend ON refclassid = 'pg_class'::regclass AND refobjid = to_regclass(numbered.name)
                AND classid = 'pg_attrdef'::regclass
            JOIN pg_attrdef ON pg_attrdef.oid = objid AND adrelid <> to_regclass(relation)
            JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
            ORDER BY 1 DESC, 4
            """;

    static List<Dependent> of(Schema expected, List<Schema> later, Connection connection) throws SQLException {
        List<String[]> names = new ArrayList<>();
        for (ObjectKind kind : List.of(ObjectKind.COLUMN, ObjectKind.CONSTRAINT, ObjectKind.SEQUENCE)) {
            List<SchemaObject> changed = changed(kind, expected, later);
            names.add(changed.stream().map(SchemaObject::table).toArray(String[]::new));
            names.add(changed.stream().map(SchemaObject::name).toArray(String[]::new));
        }
        return Jdbc.list(
                connection,
                SQL,
                row -> new Dependent(row.getString(2), row.getString(3), row.getString(4)),
                names.toArray());
    }

    private static List<SchemaObject> changed(ObjectKind kind, Schema expected, List<Schema> later) {
        return expected.objects().stream()
                .filter(object -> object.kind() == kind)
                .filter(object -> later.stream()
                        .map(step -> step.find(object.key()))
                        .anyMatch(then -> kind == ObjectKind.COLUMN
                                ? then.filter(column -> !column.first().equals(object.first()))
                                        .isPresent()
                                : then.isEmpty()))
                .toList();
    }
}
