package org.studentmanagement.schema.backup;

import java.sql.Connection;
import java.sql.SQLException;
import org.studentmanagement.database.Jdbc;

/**
 * A database that had nothing in it when its restoring began. While it goes on, a table says so; if that is found later and
 * nobody is at it, the restoring was killed, and all that is there came from it.
 */
record EmptyDatabase(Connection connection) {
    private static final String MARK = "restore_unfinished";

    /** What a user has made, and no extension. */
    private static final String CONTENT = """
            SELECT string_agg(what, ', ' ORDER BY place, what) FROM (
                SELECT place, what
                FROM (
                    SELECT CASE relkind WHEN 'S' THEN 2 ELSE 1 END, 'pg_class'::regclass, oid, relnamespace,
                        format('%s %s', CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence'
                            ELSE 'table' END, oid::regclass)
                    FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
                    UNION ALL
                    SELECT 2, 'pg_proc'::regclass, oid, pronamespace, format('function %s', oid::regprocedure) FROM pg_proc
                    UNION ALL
                    SELECT 2, 'pg_type'::regclass, oid, typnamespace, format('type %s', oid::regtype)
                    FROM pg_type WHERE typtype IN ('d', 'e', 'r')
                    UNION ALL
                    SELECT 2, 'pg_namespace'::regclass, oid, oid, format('schema %I', nspname)
                    FROM pg_namespace WHERE nspname NOT IN ('public', coalesce(current_schema, 'public'))
                ) AS object (place, catalog, id, namespace, what)
                JOIN pg_namespace ON pg_namespace.oid = namespace
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                  AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = catalog AND objid = id AND deptype = 'e')
                ORDER BY place, what LIMIT 3) AS content
            """;

    /**
     * Extensions go as a whole, so that what is theirs need not be told from the rest, and tables before sequences, since that of
     * an identity goes only with its column. What went with something else is gone when its turn comes.
     */
    private static final String CLEAR = """
            DO $$
            DECLARE
                drop_it text;
            BEGIN
                FOR drop_it IN
                    SELECT format('DROP %s IF EXISTS %s CASCADE',
                        CASE catalog WHEN 'pg_proc'::regclass THEN 'routine' ELSE type END, identity)
                    FROM (
                        SELECT 1, 'pg_namespace'::regclass, oid FROM pg_namespace
                        WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
                        UNION ALL
                        SELECT 1, 'pg_extension'::regclass, oid FROM pg_extension WHERE extname <> 'plpgsql'
                        UNION ALL
                        SELECT CASE relkind WHEN 'S' THEN 3 ELSE 2 END, 'pg_class'::regclass, oid FROM pg_class
                        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
                          AND relname <> 'restore_unfinished'
                        UNION ALL
                        SELECT 3, 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                        UNION ALL
                        SELECT 4, 'pg_type'::regclass, oid FROM pg_type
                        WHERE typnamespace = 'public'::regnamespace AND typtype IN ('d', 'e', 'r')
                    ) AS object (place, catalog, id), pg_identify_object(catalog, id, 0)
                    ORDER BY place
                LOOP EXECUTE drop_it; END LOOP;
            END $$
            """;

    String content() throws SQLException {
        return Jdbc.string(connection, CONTENT);
    }

    /** Whether somebody has begun to restore into it, and not come to an end. */
    boolean marked() throws SQLException {
        return Jdbc.is(connection, "SELECT to_regclass(?) IS NOT NULL", "public." + MARK);
    }

    /** Drops the schema that was made for it as well, since a dump makes it. */
    void mark() throws SQLException {
        Jdbc.execute(connection, """
                DO $$ BEGIN
                    IF current_schema <> 'public' THEN
                        EXECUTE format('DROP SCHEMA %I', current_schema);
                    END IF;
                END $$
                """);
        Jdbc.execute(connection, "CREATE TABLE public." + MARK + " AS SELECT now() AS began");
    }

    void finish() throws SQLException {
        Jdbc.execute(connection, "DROP TABLE public." + MARK);
    }

    /** Ends the programs that a killed process left at work, and drops what they have made. The mark stays. */
    void clear() throws SQLException {
        Jdbc.execute(connection, """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = '%s'
                """.formatted(PostgresProgram.APPLICATION));
        Jdbc.execute(connection, CLEAR);
    }
}
