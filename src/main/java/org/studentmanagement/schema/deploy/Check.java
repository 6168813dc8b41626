package org.studentmanagement.schema.deploy;

import java.util.Locale;

/** What is found out before anything is changed. */
public enum Check {
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
