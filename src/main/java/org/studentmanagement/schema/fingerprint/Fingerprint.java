package org.studentmanagement.schema.fingerprint;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.studentmanagement.schema.catalog.TableShape;
import org.studentmanagement.terminal.Refused;

/**
 * All rows of a database as of one moment: enough to know later whether one of them was altered, and mostly which. The
 * tables in which migrations keep their own records are left out.
 */
@RegisterForReflection
public record Fingerprint(
        int format,
        String database,
        String server,
        String revision,
        Instant taken,
        SortedMap<String, TableFingerprint> tables) {
    static final int FORMAT = 1;

    /** Takes it of all columns, with a bar on standard error. */
    public static Fingerprint take(Snapshot snapshot) throws SQLException {
        return take(snapshot, table -> true, column -> true);
    }

    /** The same of some of the tables, and of some of their columns. */
    public static Fingerprint take(Snapshot snapshot, Predicate<String> tables, Predicate<String> columns)
            throws SQLException {
        List<TableShape> wanted = snapshot.tables().stream()
                .filter(table -> tables.test(table.name()))
                .toList();
        return new Fingerprinting(snapshot, wanted, columns).take();
    }

    /** @throws Refused if a later version made it, or something else */
    public void requireReadable() {
        if (format != FORMAT || tables == null) {
            throw new Refused("The fingerprint is of a format that this version does not know: use the version"
                    + " that saved it, or save another.");
        }
    }

    /** As in {@code 10501000 rows of 3 tables at remarks}. */
    public String extent() {
        return "%d rows of %d %s at %s"
                .formatted(rows(), tables.size(), tables.size() == 1 ? "table" : "tables", revision);
    }

    public long rows() {
        return tables.values().stream().mapToLong(TableFingerprint::rows).sum();
    }
}
