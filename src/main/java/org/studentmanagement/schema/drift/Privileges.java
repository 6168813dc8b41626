package org.studentmanagement.schema.drift;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.drift.Difference.State;

/**
 * Rights that nobody should have. The changelog grants none, because who reads and writes is an installation's own affair;
 * what the manual allows is therefore no difference, whoever has it: to read and write rows, to number them, to use the
 * schema, its types and its functions. Neither are rights of whoever migrates, of owners and of superusers.
 *
 * <p>Differences are: what goes beyond that (TRUNCATE, TRIGGER, REFERENCES, MAINTAIN, to set a sequence, to make objects
 * in the schema, to pass a right on), anything that PUBLIC has on tables and sequences, more than reading of the tables that
 * record the migrations, default privileges that would grant one of these, and an object that whoever migrates does not own
 * and so could not change.
 */
final class Privileges {
    private static final String SQL = """
            WITH migrator AS (
                SELECT relowner AS role FROM pg_class WHERE oid = to_regclass('databasechangelog')
            ), space AS (
                SELECT oid, nspname, nspowner, nspacl FROM pg_namespace WHERE nspname = current_schema
            ), relation AS (
                SELECT pg_class.oid, quote_ident(relname) AS name, relkind, relowner, relacl,
                    relname IN (record_tables) AND relname <> 'migration_watch' AS record, -- which goes when its deployment ends
                    CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || quote_ident(relname) AS reference
                FROM pg_class
                WHERE relnamespace = (SELECT oid FROM space) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                  AND quote_ident(relname) <> ALL (?)
                  AND NOT EXISTS (
                      SELECT FROM pg_depend JOIN pg_class AS owner ON owner.oid = refobjid
                      WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND refclassid = 'pg_class'::regclass
                        AND deptype IN ('a', 'i') AND quote_ident(owner.relname) = ANY (?))
                  AND NOT EXISTS (
                      SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            ), routine AS (
                SELECT proowner, proacl,
                    format('ROUTINE %I(%s)', proname, pg_get_function_identity_arguments(oid)) AS reference
                FROM pg_proc
                WHERE pronamespace = (SELECT oid FROM space)
                  AND NOT EXISTS (
                      SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
            ), acl (owner, name, class, record, statement, reference, columns, items) AS (
                SELECT relowner, name, CASE relkind WHEN 'S' THEN 'S' ELSE 'r' END, record, '', reference, '', relacl
                FROM relation
                UNION ALL
                SELECT relowner, name, 'r', record, '', reference, format(' (%I)', attname), attacl
                FROM pg_attribute
                JOIN relation ON relation.oid = attrelid
                WHERE NOT attisdropped
                UNION ALL
                SELECT proowner, '', 'f', false, '', reference, '', proacl FROM routine
                UNION ALL
                SELECT nspowner, '', 'n', false, '', format('SCHEMA %I', nspname), '', nspacl FROM space
                UNION ALL
                SELECT defaclrole, '', defaclobjtype::text, false,
                    format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s ', pg_get_userbyid(defaclrole),
                        CASE WHEN defaclnamespace = 0 THEN '' ELSE format(' IN SCHEMA %I', nspname) END),
                    CASE defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                        WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END, '', defaclacl
                FROM pg_default_acl
                JOIN space ON defaclnamespace IN (0, space.oid)
                WHERE defaclobjtype IN ('r', 'S', 'f', 'T', 'n')
            ), allowed (class, privilege, to_public) AS (
                VALUES ('r', 'SELECT', false), ('r', 'INSERT', false), ('r', 'UPDATE', false), ('r', 'DELETE', false),
                    ('S', 'USAGE', false), ('S', 'SELECT', false), ('n', 'USAGE', true), ('f', 'EXECUTE', true),
                    ('T', 'USAGE', true)
            ), held AS (
                SELECT acl.*, privilege_type, is_grantable,
                    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee,
                    EXISTS (
                        SELECT FROM allowed
                        WHERE allowed.class = acl.class AND privilege = privilege_type AND (grantee <> 0 OR to_public)
                          AND (NOT record OR acl.class = 'S' OR privilege_type = 'SELECT')) AS fits
                FROM acl, aclexplode(items), migrator
                WHERE grantee = 0
                   OR NOT pg_has_role(grantee, owner, 'USAGE') AND NOT pg_has_role(grantee, role, 'USAGE')
            ), unfit AS (
                SELECT name, statement, grantee, reference, fits,
                    string_agg(privilege_type || columns, ', ' ORDER BY privilege_type, columns) AS rights
                FROM held
                WHERE NOT fits OR is_grantable
                GROUP BY name, statement, grantee, reference, fits
            )
            SELECT name, 'privilege' AS kind,
                CASE WHEN statement = '' THEN '' ELSE 'default ' END || rights
                    || CASE WHEN fits THEN ' WITH GRANT OPTION' ELSE '' END || ' ON ' || reference || ' TO ' || grantee AS subject,
                NULL AS found, NULL AS expected,
                format('%sREVOKE %s%s ON %s FROM %s%s', statement, CASE WHEN fits THEN 'GRANT OPTION FOR ' ELSE '' END,
                    rights, reference, grantee, CASE WHEN statement = '' THEN ' CASCADE' ELSE '' END) AS mend
            FROM unfit
            UNION ALL
            SELECT name, 'owner', reference, pg_get_userbyid(owner), pg_get_userbyid(role),
                format('ALTER %s OWNER TO %I', reference, pg_get_userbyid(role))
            FROM (
                SELECT name, reference, relowner AS owner
                FROM relation
                WHERE NOT EXISTS (
                    SELECT FROM pg_depend
                    WHERE classid = 'pg_class'::regclass AND objid = relation.oid AND deptype IN ('a', 'i') AND relkind = 'S')
                UNION ALL
                SELECT '', reference, proowner FROM routine
            ) owned, migrator
            WHERE NOT pg_has_role(role, owner, 'USAGE')
            ORDER BY name, kind, subject
            """;

    private Privileges() {}

    static List<Difference> unexpected(Connection connection, Stream<String> ignored) throws SQLException {
        String[] tables = ignored.toArray(String[]::new);
        return Jdbc.list(
                connection,
                RecordTables.named(SQL),
                row -> new Difference(
                        row.getString("found") == null ? State.ADDED : State.CHANGED,
                        row.getString("name"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("found"),
                        row.getString("expected"),
                        List.of(),
                        List.of(row.getString("mend")),
                        null),
                tables,
                tables);
    }
}
