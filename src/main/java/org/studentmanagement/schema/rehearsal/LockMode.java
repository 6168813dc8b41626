package org.studentmanagement.schema.rehearsal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** A lock of PostgreSQL on a table, weakest first, and whom it stops. */
public enum LockMode {
    ACCESS_SHARE("AccessShareLock", LockConflict.NOBODY),
    ROW_SHARE("RowShareLock", LockConflict.NOBODY),
    ROW_EXCLUSIVE("RowExclusiveLock", LockConflict.WRITES_OF_ITS_ROWS),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", LockConflict.SCHEMA_CHANGES),
    SHARE("ShareLock", LockConflict.WRITES),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", LockConflict.WRITES),
    EXCLUSIVE("ExclusiveLock", LockConflict.WRITES),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", LockConflict.READS_AND_WRITES);

    private final String mode;
    private final LockConflict stops;

    LockMode(String mode, LockConflict stops) {
        this.mode = mode;
        this.stops = stops;
    }

    /** By the name that {@code pg_locks} has for it. */
    static LockMode of(String mode) {
        return Arrays.stream(values())
                .filter(lock -> lock.mode.equals(mode))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No lock on a table: " + mode));
    }

    public LockConflict stops() {
        return stops;
    }

    /** As SQL has it: {@code ACCESS EXCLUSIVE}. */
    @JsonValue
    @Override
    public String toString() {
        return name().replace('_', ' ').toUpperCase(Locale.ROOT);
    }
}
