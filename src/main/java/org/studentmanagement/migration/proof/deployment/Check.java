package org.studentmanagement.migration.proof.deployment;

import java.util.Locale;

/** What is found out before anything is changed. */
enum Check {
    DISK,
    SESSIONS,
    LINT,
    LOSSES,
    DRIFT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
