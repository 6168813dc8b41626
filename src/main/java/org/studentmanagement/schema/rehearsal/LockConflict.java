package org.studentmanagement.schema.rehearsal;

import java.util.Locale;

/** Whom a lock makes wait, the fewest first. */
public enum LockConflict {
    NOBODY("stops nobody"),
    SCHEMA_CHANGES("stops other schema changes"),
    WRITES_OF_ITS_ROWS("stops writes of changed rows"),
    WRITES("stops writes"),
    READS_AND_WRITES("stops reads and writes");

    private final String words;

    LockConflict(String words) {
        this.words = words;
    }

    /** Whether the requests of an application wait that have nothing to do with what changes. */
    boolean everybody() {
        return compareTo(WRITES) >= 0;
    }

    String words() {
        return words;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
