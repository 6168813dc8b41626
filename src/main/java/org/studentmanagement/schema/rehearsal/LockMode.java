package org.studentmanagement.schema.rehearsal;

import java.util.Locale;

/** A lock of PostgreSQL on a table, weakest first, and whom it stops. */
public enum LockMode {
    ACCESS_SHARE(LockConflict.NOBODY),
    ROW_SHARE(LockConflict.NOBODY),
    ROW_EXCLUSIVE(LockConflict.WRITES_OF_ITS_ROWS),
    SHARE_UPDATE_EXCLUSIVE(LockConflict.SCHEMA_CHANGES),
    SHARE(LockConflict.WRITES),
    SHARE_ROW_EXCLUSIVE(LockConflict.WRITES),
    EXCLUSIVE(LockConflict.WRITES),
    ACCESS_EXCLUSIVE(LockConflict.READS_AND_WRITES);

    private final LockConflict stops;

    LockMode(LockConflict stops) {
        this.stops = stops;
    }

    /** By the name that {@code pg_locks} has for it, as in {@code ShareRowExclusiveLock}. */
    static LockMode of(String mode) {
        return valueOf(mode.replaceFirst("Lock$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT));
    }

    public LockConflict stops() {
        return stops;
    }

    @Override
    public String toString() {
        return name().replace('_', ' ').toUpperCase(Locale.ROOT);
    }
}
