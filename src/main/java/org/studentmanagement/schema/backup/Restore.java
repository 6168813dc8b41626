package org.studentmanagement.schema.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.fingerprint.Comparison;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.Snapshot;
import org.studentmanagement.schema.fingerprint.TableDifference;
import org.studentmanagement.schema.run.MigrationLock;
import org.studentmanagement.schema.run.WriteTriggers;
import org.studentmanagement.terminal.Refused;

/**
 * A backup that is in a database again.
 *
 * @param differences what is not as the backup's manifest says; nothing where all went well
 */
public record Restore(Fingerprint fingerprint, List<TableDifference> differences) {
    private static final int JOBS = 4;
    private static final int LONGEST_ANSWER_SECONDS = 30;

    /**
     * Restores into an empty database, with bars on standard error. If that fails, the database is empty again; after a kill
     * the next call begins anew.
     *
     * @param note is told, in a sentence, what did not stop it
     * @throws Refused if the backup is not whole, the database not empty, or pg_restore too old
     */
    public static Restore into(Datasource target, Path backup, Consumer<String> note) throws SQLException {
        Manifest manifest = Manifest.read(backup);
        Datasource datasource = target.forMigrations();
        PostgresProgram program = PostgresProgram.find("pg_restore", PostgresProgram.major(manifest.pgDump()));
        try (Connection connection = datasource.connect("student-management db restore")) {
            MigrationLock lock = lock(connection);
            try (lock) {
                EmptyDatabase database = new EmptyDatabase(connection);
                boolean begun = database.marked();
                if (!begun && database.content() != null) {
                    throw new Refused("%s is not empty: it has %s. Restore into a new database, or drop what is there."
                            .formatted(target.place(), database.content()));
                }
                FileChecksum.require(backup.resolve(Manifest.DUMP), manifest.files());
                if (begun) {
                    note.accept("A restore that was cut off had begun here; what it made is dropped.");
                    database.clear();
                } else {
                    database.mark();
                }
                restore(program, datasource, connection, manifest, backup, note);
                WriteTriggers.remove(connection);
                List<TableDifference> differences = differences(manifest, target);
                database.finish();
                return new Restore(manifest.fingerprint(), differences);
            }
        }
    }

    private static MigrationLock lock(Connection connection) throws SQLException {
        Optional<MigrationLock> lock = MigrationLock.tryAcquire(connection);
        if (lock.isEmpty()) {
            throw new Refused("Somebody else migrates this database or restores into it: %s."
                    .formatted(MigrationLock.holder(connection)
                            .map(MigrationLock.Holder::toString)
                            .orElse("he has just ended, so try again")));
        }
        return lock.get();
    }

    private static void restore(
            PostgresProgram program,
            Datasource datasource,
            Connection connection,
            Manifest manifest,
            Path backup,
            Consumer<String> note)
            throws SQLException {
        List<String> arguments = new ArrayList<>(List.of(
                "--dbname=" + connection.getCatalog(),
                "--jobs=" + JOBS,
                "--exit-on-error",
                // everything is to belong to whoever migrates here
                "--no-owner"));
        List<String> missing = new ArrayList<>(manifest.roles());
        missing.removeAll(Jdbc.strings(connection, "SELECT rolname FROM pg_roles"));
        if (!missing.isEmpty()) {
            arguments.add("--no-privileges");
            note.accept("Rights are not restored, because there is no role %s here: grant them anew."
                    .formatted(String.join(", ", missing)));
        }
        arguments.add(backup.resolve(Manifest.DUMP).toAbsolutePath().toString());
        Optional<String> failure;
        try (var progress =
                new CopyProgress("Restoring", datasource, manifest.fingerprint().rows())) {
            progress.begin();
            failure = program.run(datasource, arguments);
        }
        if (failure.isPresent()) {
            throw failed(failure.get(), connection);
        }
        Jdbc.execute(connection, "ANALYZE");
    }

    private static Refused failed(String why, Connection connection) {
        String said = "The restore failed. pg_restore: " + why + (why.endsWith(".") ? "" : ".");
        try {
            if (connection.isValid(LONGEST_ANSWER_SECONDS)) {
                EmptyDatabase database = new EmptyDatabase(connection);
                database.clear();
                database.finish();
                return Refused.failed(said + " The database is empty again.");
            }
        } catch (SQLException serverIsGone) {
            // the next restore drops it
        }
        return Refused.failed(said
                + " What it has made is still there: restore again once the server answers, which drops it first.");
    }

    /** The snapshot, which holds every table, is closed again. */
    private static List<TableDifference> differences(Manifest manifest, Datasource target) throws SQLException {
        try (Snapshot snapshot = Snapshot.open(target)) {
            return Comparison.of(manifest.fingerprint(), snapshot);
        }
    }
}
