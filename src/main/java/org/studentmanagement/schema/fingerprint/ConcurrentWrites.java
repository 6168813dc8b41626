package org.studentmanagement.schema.fingerprint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import org.studentmanagement.database.Jdbc;

/**
 * What others have written since a fingerprint was taken, from a journal that has each row as it was before and after. Both
 * are taken into account as if the fingerprint had been saved after them, so that only what nobody took down is a
 * difference: exactly, for any number of rows, because all that is kept of rows are sums.
 */
public final class ConcurrentWrites {
    private final WriteJournal journal;

    private ConcurrentWrites(WriteJournal journal) {
        this.journal = journal;
    }

    /**
     * What comes after a snapshot.
     *
     * @param journal a table: {@code name} of the table that was written to, {@code writer} the transaction, {@code before}
     *     and {@code after} the row as JSON, NULL where there was none
     */
    public static ConcurrentWrites since(Snapshot snapshot, String journal) throws SQLException {
        return new ConcurrentWrites(new WriteJournal(journal, snapshot.text("SELECT pg_current_snapshot()")));
    }

    /** How many rows others have written up to a later snapshot. */
    public long rows(Snapshot present) throws SQLException {
        return Long.parseLong(present.text(journal.count()));
    }

    /** The fingerprint of a table as it should be now. */
    TableFingerprint expected(Snapshot present, TableShape table, RowHashQuery query, TableFingerprint saved)
            throws SQLException {
        // A connection of its own: a row that does not fit the table any more ends the transaction.
        try (Connection connection = present.join()) {
            return Jdbc.number(connection, journal.count(table)) == 0
                    ? saved
                    : ExpectedTable.of(saved, connection, journal, table, query);
        }
    }

    /**
     * Without the rows that others have deleted, of which nobody knows any more what they were before a migration had
     * altered them. Null where nothing is left.
     */
    DifferingRows withoutDeleted(Snapshot present, TableShape table, DifferingRows rows) throws SQLException {
        if (rows.altered().isEmpty() && rows.lost().isEmpty()) {
            return rows;
        }
        int columns = rows.key().size();
        return rows.without(new HashSet<>(Jdbc.list(
                present.connection(),
                journal.deleted(table, rows.key()),
                row -> RowHashQuery.keyedHash(row, columns).key())));
    }
}
