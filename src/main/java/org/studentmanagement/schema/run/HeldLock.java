package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.terminal.Document;

/**
 * A lock that keeps others from migrating.
 *
 * @param lock {@code advisory}, which a session has, or {@code row}, which Liquibase writes and a killed process leaves
 * @param alive whether there is still a session behind it
 */
public record HeldLock(String lock, String holder, Instant since, boolean alive) implements Document {
    static final String ADVISORY = "advisory";
    public static final String ROW = "row";

    public static List<HeldLock> read(Connection connection) throws SQLException {
        List<HeldLock> locks = new ArrayList<>();
        Optional<MigrationLock.Holder> session = MigrationLock.holder(connection);
        session.ifPresent(holder -> locks.add(new HeldLock(ADVISORY, holder.name(), holder.since(), true)));
        if (Jdbc.is(connection, "SELECT to_regclass('%s') IS NOT NULL".formatted(RecordTables.lock()))) {
            locks.addAll(Jdbc.list(
                    connection,
                    "SELECT lockedby, lockgranted::timestamptz FROM %s WHERE locked".formatted(RecordTables.lock()),
                    row -> new HeldLock(
                            ROW,
                            row.getString(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            session.isPresent())));
        }
        return locks;
    }

    /** Clears what a killed process left, unless a session has taken the lock meanwhile and the row is its own. */
    public static void clearRow(Connection connection) throws SQLException {
        Jdbc.execute(connection, """
                UPDATE %s SET locked = false, lockedby = NULL, lockgranted = NULL
                WHERE pg_try_advisory_xact_lock(%d)
                """.formatted(RecordTables.lock(), MigrationLock.KEY));
    }

    @Override
    public String toString() {
        return "the %s lock of %s, since %s".formatted(lock, holder, since.truncatedTo(ChronoUnit.SECONDS));
    }
}
