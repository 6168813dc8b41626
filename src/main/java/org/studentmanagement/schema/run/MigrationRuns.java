package org.studentmanagement.schema.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.terminal.ApplicationVersion;
import org.studentmanagement.terminal.Refused;

/**
 * What was done to the schema, by whom and how it ended, in the table migration_run. The table stands beside the changelog
 * and not in it, because it has to be there for the first revision and to outlast the undoing of the last.
 *
 * @param beside a connection of its own, which commits by itself, so that a failure is not undone with what failed
 */
record MigrationRuns(Connection beside) {
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS migration_run (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                revision text NOT NULL,
                direction text NOT NULL CHECK (direction IN ('up', 'down', 'stamp', 'adopt')),
                started timestamptz NOT NULL DEFAULT clock_timestamp(),
                duration interval,
                rows bigint,
                who text NOT NULL,
                version text NOT NULL,
                outcome text NOT NULL CHECK (outcome IN ('running', 'done', 'failed', 'interrupted')),
                detail text
            );
            COMMENT ON TABLE migration_run IS 'Every revision that was run, undone or recorded, failures too';
            COMMENT ON COLUMN migration_run.id IS 'Made by the database';
            COMMENT ON COLUMN migration_run.revision IS 'Slug of the changeset';
            COMMENT ON COLUMN migration_run.direction IS 'up, down, stamp or adopt';
            COMMENT ON COLUMN migration_run.started IS 'When it began';
            COMMENT ON COLUMN migration_run.duration IS 'How long it took, waiting for locks included';
            COMMENT ON COLUMN migration_run.rows IS 'How many rows it inserted, updated or deleted';
            COMMENT ON COLUMN migration_run.who IS 'User of the database, and user and host of the process';
            COMMENT ON COLUMN migration_run.version IS 'Version of the service that ran it';
            COMMENT ON COLUMN migration_run.outcome IS 'running, done, failed or interrupted';
            COMMENT ON COLUMN migration_run.detail IS 'Why it failed';
            """;

    private static final String MISSING = """
            SELECT string_agg(wanted, ', ')
            FROM unnest(ARRAY['id', 'revision', 'direction', 'started', 'duration', 'rows', 'who', 'version', 'outcome',
                'detail']) AS wanted
            WHERE NOT EXISTS (
                SELECT FROM pg_attribute
                WHERE attrelid = 'migration_run'::regclass AND attname = wanted AND NOT attisdropped)
            """;

    /** Makes the table. Whoever holds the migration lock knows that none but dead sessions left runs unfinished, and is given their revisions. */
    List<String> prepare() throws SQLException {
        if (!present(beside)) {
            Jdbc.execute(beside, TABLE);
        }
        return Jdbc.strings(
                beside,
                "UPDATE migration_run SET outcome = 'interrupted' WHERE outcome = 'running' RETURNING revision");
    }

    /** Whether a run has begun and not ended: one is going on, or was killed. */
    static boolean unfinished(Connection connection) throws SQLException {
        return present(connection)
                && Jdbc.is(connection, "SELECT EXISTS (SELECT FROM migration_run WHERE outcome = 'running')");
    }

    /** @throws Refused if one is there that only has its name */
    static boolean present(Connection connection) throws SQLException {
        if (!Jdbc.is(connection, "SELECT to_regclass('migration_run') IS NOT NULL")) {
            return false;
        }
        String missing = Jdbc.string(connection, MISSING);
        if (missing != null) {
            throw new Refused(("There is a table migration_run that is not the record of this system, since it"
                            + " has no %s. Nothing was changed. Whoever it belongs to can give it another name by ALTER"
                            + " TABLE migration_run RENAME TO …; or give this system a schema of its own, by"
                            + " currentSchema in the JDBC URL.")
                    .formatted(missing));
        }
        return true;
    }

    long begin(Revision revision, Direction direction) throws SQLException {
        return Jdbc.number(beside, """
                INSERT INTO migration_run (revision, direction, who, version, outcome)
                VALUES (?, ?, session_user || ', ' || ?, ?, 'running') RETURNING id
                """, revision.slug(), direction.toString(), process(), ApplicationVersion.get());
    }

    /** Records the end in the transaction of the change, so that a killed process leaves both or neither. */
    static void done(Connection changing, long run, long rows) throws SQLException {
        Jdbc.execute(changing, """
                UPDATE migration_run
                SET outcome = 'done', rows = ?, duration = clock_timestamp() - started
                WHERE id = ?
                """, rows, run);
    }

    void failed(long run, String detail) throws SQLException {
        Jdbc.execute(beside, """
                UPDATE migration_run
                SET outcome = 'failed', detail = ?, duration = clock_timestamp() - started
                WHERE id = ?
                """, detail, run);
    }

    /** The revisions that were recorded the last time, and not run: what they make was there before. */
    static Set<String> adopted(Connection connection) throws SQLException {
        return !present(connection) ? Set.of() : Set.copyOf(Jdbc.strings(connection, """
                        SELECT revision
                        FROM (
                            SELECT DISTINCT ON (revision) revision, direction FROM migration_run
                            WHERE outcome = 'done' ORDER BY revision, id DESC
                        ) latest
                        WHERE direction IN ('stamp', 'adopt')
                        """));
    }

    /** @throws Refused if one of the revisions was only recorded here, since to undo it drops what was there before */
    static void requireRun(Connection connection, List<Revision> undone) throws SQLException {
        Set<String> adopted = adopted(connection);
        List<String> dropped =
                undone.stream().map(Revision::slug).filter(adopted::contains).toList();
        if (!dropped.isEmpty()) {
            throw new Refused(("Nothing was undone, because these were recorded here and not run: %s. To undo them"
                            + " drops what was there before; if that is what you want, add --drop-adopted.")
                    .formatted(String.join(", ", dropped)));
        }
    }

    private static String process() {
        return System.getProperty("user.name") + " on " + host();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "an unnamed host";
        }
    }
}
