package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of one revision on one of its ways.
 *
 * @param locks that stop anybody, those first that stop most; each at most so long
 * @param rewritten tables that were copied to another file
 * @param growth bytes that tables and indexes take more afterwards
 * @param peak bytes that the database took more at the end of the transaction, when what is replaced was still there
 * @param rows inserted, updated and deleted
 */
@RegisterForReflection
public record RehearsalStep(
        Way way, Duration duration, List<TableLock> locks, Set<String> rewritten, long growth, long peak, long rows) {
    public enum Way {
        UP,
        DOWN,
        AGAIN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        String words() {
            return this == AGAIN ? "up again" : toString();
        }
    }

    Optional<TableLock> strongest() {
        return locks.stream().findFirst();
    }
}
