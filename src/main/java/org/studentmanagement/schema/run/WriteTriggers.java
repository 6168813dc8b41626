package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.terminal.Refused;

/**
 * Triggers on every table, for the time of a deployment, which hold back what others than the migration write, or take
 * it down. They do so only while the session of the migration lives: it has an advisory lock, which they test, so that
 * after a kill nothing stands in the way of anybody. What is then left behind is taken off by the next deployment or by
 * {@code db unlock}.
 *
 * <p>The triggers fire for replication, too. Each is made in a transaction of its own, which waits for those who are
 * writing to the table: whatever is written after it is held back or taken down.
 */
public final class WriteTriggers {
    /** The journal of what others have written. */
    public static final String TABLE = "migration_watch";

    /** The letters WTCH. */
    private static final long KEY = 0x57544348;

    /** A session that cannot share the lock is one that is watched, since the migration's has it for itself. */
    private static final String UNWATCHED = """
            IF pg_try_advisory_lock_shared(%1$d) THEN
                PERFORM pg_advisory_unlock_shared(%1$d);
                RETURN NULL;
            END IF;
            """.formatted(KEY);

    private static final String REFUSING_FUNCTION = """
            CREATE FUNCTION migration_watch_fence() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
            %2$s
                RAISE EXCEPTION USING ERRCODE = 'SM503',
                    MESSAGE = 'the schema is being changed, and until that has ended only reads are served',
                    HINT = 'Write again when it has ended.';
            END $$;
            """;

    private static final String REFUSING_TRIGGER = """
            CREATE TRIGGER migration_watch BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %1$s
                FOR EACH STATEMENT WHEN (pg_backend_pid() <> %3$s) EXECUTE FUNCTION migration_watch_fence();
            ALTER TABLE %1$s ENABLE ALWAYS TRIGGER migration_watch;
            """;

    /**
     * By row and not by statement: with a transition table the migration's own statements would copy all that they touch.
     * The functions write as their owner, since others may have no right to the journal, and in UTC, in which rows are
     * compared.
     */
    private static final String JOURNAL_AND_FUNCTIONS = """
            CREATE UNLOGGED TABLE migration_watch (
                name text NOT NULL,
                writer xid8 NOT NULL DEFAULT pg_current_xact_id(),
                before json,
                after json
            );
            COMMENT ON TABLE migration_watch IS 'What others write while a deployment lasts; it goes at its end';
            CREATE FUNCTION migration_watch_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
                SET search_path = %1$s, pg_temp SET timezone = 'UTC' AS $$
            BEGIN
            %2$s
                INSERT INTO migration_watch (name, before, after) VALUES (TG_ARGV[0],
                    CASE WHEN TG_OP <> 'INSERT' THEN row_to_json(OLD) END,
                    CASE WHEN TG_OP <> 'DELETE' THEN row_to_json(NEW) END);
                RETURN NULL;
            END $$;
            CREATE FUNCTION migration_watch_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
                SET search_path = %1$s, pg_temp SET timezone = 'UTC' AS $$
            BEGIN
            %2$s
                EXECUTE format('INSERT INTO migration_watch (name, before) SELECT $1, row_to_json(migration_image)'
                    ' FROM ONLY %%s migration_image', TG_RELID::regclass) USING TG_ARGV[0];
                RETURN NULL;
            END $$;
            """;

    private static final String ROW_TRIGGER = """
            CREATE TRIGGER migration_watch AFTER INSERT OR UPDATE OR DELETE ON %1$s
                FOR EACH ROW WHEN (pg_backend_pid() <> %3$s) EXECUTE FUNCTION migration_watch_row(%2$L);
            ALTER TABLE %1$s ENABLE ALWAYS TRIGGER migration_watch;
            """;

    private static final String TRUNCATE_TRIGGER = """
            CREATE TRIGGER migration_watch_truncate BEFORE TRUNCATE ON %1$s
                FOR EACH STATEMENT WHEN (pg_backend_pid() <> %3$s)
                EXECUTE FUNCTION migration_watch_truncate(%2$L);
            ALTER TABLE %1$s ENABLE ALWAYS TRIGGER migration_watch_truncate;
            """;

    public enum Kind {
        /** They are refused with {@code SM503}, from the statement on; reads go on. */
        FENCE(REFUSING_FUNCTION, REFUSING_TRIGGER, REFUSING_TRIGGER),
        /** They are taken down, as the rows were before and afterwards. */
        JOURNAL(JOURNAL_AND_FUNCTIONS, ROW_TRIGGER + TRUNCATE_TRIGGER, TRUNCATE_TRIGGER);

        private final String functions;
        private final String triggers;
        private final String triggersOfPartition;

        /**
         * @param functions for a schema and the test for sessions that are not watched
         * @param triggers for a table, the name that the journal has for it and the process id of the session that is exempt
         * @param triggersOfPartition the same for a partition, to which row triggers come from its parent
         */
        Kind(String functions, String triggers, String triggersOfPartition) {
            this.functions = functions;
            this.triggers = triggers;
            this.triggersOfPartition = triggersOfPartition;
        }
    }

    /** The name of each table, and the triggers for it by one of two patterns, of which the first is for partitions. */
    private static final String TABLES = """
            SELECT pg_class.oid::regclass::text, format(CASE WHEN relispartition THEN ? ELSE ? END, pg_class.oid::regclass,
                (SELECT relname FROM pg_class root
                    WHERE root.oid = coalesce(pg_partition_root(pg_class.oid), pg_class.oid)),
                pg_backend_pid())
            FROM pg_class
            WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p')
              AND relname NOT IN (record_tables)
              AND NOT EXISTS (
                  SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            ORDER BY relname
            """;

    private static final String TRIGGERS = """
            SELECT format('DROP TRIGGER IF EXISTS %I ON %s', tgname, tgrelid::regclass)
            FROM pg_trigger
            WHERE starts_with(tgname, 'migration_watch') AND tgparentid = 0
            ORDER BY 1
            """;

    private static final String LEFT = """
            SELECT proname FROM pg_proc
            WHERE pronamespace = current_schema::regnamespace AND starts_with(proname, 'migration_watch')
            """;

    private static final String DROP = """
            DROP FUNCTION IF EXISTS migration_watch_row(), migration_watch_truncate(), migration_watch_fence();
            DROP TABLE IF EXISTS migration_watch;
            """;

    private WriteTriggers() {}

    /** Begins it, for all sessions but that of the migration. */
    public static int begin(Migrator migrator, Kind kind) throws SQLException {
        Connection connection = migrator.target().connection();
        Jdbc.execute(connection, "SELECT pg_advisory_lock(%d)".formatted(KEY));
        String schema = Jdbc.string(connection, "SELECT quote_ident(current_schema)");
        Jdbc.execute(connection, kind.functions.formatted(schema, UNWATCHED));
        var tables = Jdbc.list(
                connection,
                RecordTables.named(TABLES),
                row -> Map.entry(row.getString(1), row.getString(2)),
                kind.triggersOfPartition,
                kind.triggers);
        for (var table : tables) {
            migrator.runPatiently("The watch on " + table.getKey(), table.getValue());
        }
        return tables.size();
    }

    /** Lets others write as they do at all times, at once. The triggers stay, and do nothing. */
    public static void end(Connection connection) throws SQLException {
        Jdbc.execute(connection, "SELECT pg_advisory_unlock(%d)".formatted(KEY));
    }

    public static boolean left(Connection connection) throws SQLException {
        return !Jdbc.strings(connection, LEFT).isEmpty();
    }

    /**
     * Removes those of a deployment that was killed, and says whether there are any.
     *
     * @throws Refused if a table is not to be had for the moment that it takes
     */
    public static boolean removeLeft(Migrator migrator) throws SQLException {
        boolean left = left(migrator.target().connection());
        if (left) {
            remove(migrator);
        }
        return left;
    }

    /** @throws Refused if a table is not to be had for the moment that it takes */
    public static void remove(Migrator migrator) throws SQLException {
        for (String drop : removal(migrator.target().connection())) {
            migrator.runPatiently("The end of the watch", drop);
        }
    }

    /** The same where nobody else is at work, as in a database that has just been restored from a backup with a fence. */
    public static void remove(Connection connection) throws SQLException {
        for (String drop : removal(connection)) {
            Jdbc.execute(connection, drop);
        }
    }

    private static List<String> removal(Connection connection) throws SQLException {
        List<String> drops = Jdbc.strings(connection, TRIGGERS);
        drops.add(DROP);
        return drops;
    }
}
