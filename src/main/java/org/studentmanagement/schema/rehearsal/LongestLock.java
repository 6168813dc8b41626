package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.studentmanagement.terminal.Refused;

/** How long a lock may stop the reads or writes of a table, as it is typed. */
public final class LongestLock {
    public static final String OPTION = "--longest-lock";
    public static final String DEFAULT = "1s";
    public static final String DESCRIPTION =
            "How long a lock may stop the reads or writes of a table, as in 500ms or 2s; " + DEFAULT + " by default.";

    private LongestLock() {}

    /** @throws Refused if it is no duration */
    public static Duration of(String typed) {
        try {
            return DurationConverter.parseDuration(typed);
        } catch (IllegalArgumentException e) {
            throw Refused.usage("%s %s is no duration: write it as 500ms or 2s.", OPTION, typed);
        }
    }
}
