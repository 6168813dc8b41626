package org.studentmanagement.schema.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator wants of a deployment.
 *
 * @param backup the folder for a backup; empty for none
 * @param rehearsal how long a lock may stop reads or writes in it; empty for none
 * @param typed the whole command, as it can be typed again
 */
public record DeployOptions(
        String revision,
        Optional<Path> backup,
        Optional<Duration> rehearsal,
        boolean fence,
        boolean rollBackOnFailure,
        Set<Check> despite,
        String typed) {
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
}
