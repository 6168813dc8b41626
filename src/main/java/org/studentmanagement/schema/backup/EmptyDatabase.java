package org.studentmanagement.schema.backup;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database that had nothing in it when its restoring began. While it goes on, a table says so; if that is found later and
 * nobody is at it, the restoring was killed, and all that is there came from it.
 */
final class EmptyDatabase {
    private static final String MARK = "restore_unfinished";

    /** What a user has made, and no extension. */
    private static final String CONTENT = """
            SELECT string_agg(what, ', ' ORDER BY place, what) FROM (
                SELECT CASE WHEN relkind = 'S' THEN 2 ELSE 1 END, format('%s %s', CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence'
                    ELSE 'table' END, pg_class.oid::regclass)
                FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND :user AND NOT :extension(pg_class)
                UNION ALL
                SELECT 2, format('function %s', pg_proc.oid::regprocedure)
                FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
                WHERE :user AND NOT :extension(pg_proc)
                UNION ALL
                SELECT 2, format('type %s', pg_type.oid::regtype)
                FROM pg_type JOIN pg_namespace ON pg_namespace.oid = typnamespace
                WHERE typtype IN ('d', 'e', 'r') AND :user AND NOT :extension(pg_type)
                UNION ALL
                SELECT 2, format('schema %I', nspname)
                FROM pg_namespace
                WHERE nspname NOT IN ('public', coalesce(current_schema, 'public')) AND :user AND NOT :extension(pg_namespace)
                ORDER BY 1, 2 LIMIT 3) AS content (place, what)
            """.replace(":user", "nspname !~ '^pg_' AND nspname <> 'information_schema'")
            .replaceAll(
                    ":extension\\((\\w+)\\)",
                    "EXISTS (SELECT FROM pg_depend WHERE classid = '$1'::regclass AND objid = $1.oid AND deptype = 'e')");

    /** Extensions go as a whole, so that what is theirs need not be told from the rest. */
    private static final String CLEAR = """
            DO $$
            DECLARE
                drop_it text;
            BEGIN
                FOR drop_it IN
                    SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
                    WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
                    UNION ALL
                    SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
                LOOP EXECUTE drop_it; END LOOP;
                FOR drop_it IN
                    SELECT format('DROP %s IF EXISTS %s CASCADE', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN
                        'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END,
                        oid::regclass)
                    FROM pg_class
                    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
                      AND relname <> 'restore_unfinished' AND NOT relispartition
                      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid
                          AND deptype IN ('a', 'i'))
                LOOP EXECUTE drop_it; END LOOP;
                FOR drop_it IN
                    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
                    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                LOOP EXECUTE drop_it; END LOOP;
                FOR drop_it IN
                    SELECT format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype)
                    FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('d', 'e', 'r')
                LOOP EXECUTE drop_it; END LOOP;
            END $$
            """;

    private final Connection connection;

    EmptyDatabase(Connection connection) {
        this.connection = connection;
    }

    /** What is in it, by a few names; null if nothing is. */
    String content() throws SQLException {
        return text(CONTENT);
    }

    /** Whether somebody has begun to restore into it, and not come to an end. */
    boolean marked() throws SQLException {
        return text("SELECT to_regclass('public." + MARK + "')") != null;
    }

    /** Drops the schema that was made for it as well, since a dump makes it. */
    void mark() throws SQLException {
        execute("""
                DO $$ BEGIN
                    IF current_schema <> 'public' THEN
                        EXECUTE format('DROP SCHEMA %I', current_schema);
                    END IF;
                END $$
                """);
        execute("CREATE TABLE public." + MARK + " AS SELECT now() AS began");
    }

    /** Takes away the mark: what is there is to stay. */
    void finish() throws SQLException {
        execute("DROP TABLE public." + MARK);
    }

    /** Ends the programs that a killed process left at work, and drops what they have made. The mark stays. */
    void clear() throws SQLException {
        execute("""
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = '%s'
                """.formatted(ProgramRun.APPLICATION));
        execute(CLEAR);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
