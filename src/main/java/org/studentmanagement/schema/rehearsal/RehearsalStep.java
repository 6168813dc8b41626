package org.studentmanagement.schema.rehearsal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was seen of one revision on one of its ways.
 *
 * @param locks that stop anybody, those first that stop most; each at most so long
 * @param peak bytes that the database took more at the end of the transaction, when what is replaced was still there
 */
@RegisterForReflection
public record RehearsalStep(
        Way way,
        Duration duration,
        List<TableLock> locks,
        Set<String> rewritten,
        long growth,
        long peak,
        long rows,
        @JsonIgnore WrittenTables touched) {
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

    /**
     * The tables in which a step can have altered what was there. PostgreSQL writes to no row without a lock that is kept
     * until the end of the transaction.
     *
     * @param written those on which such a lock was held, and those that were rewritten or lost a column
     * @param everything whether that is not known, and so every table can be one
     */
    record WrittenTables(Set<String> written, boolean everything) {
        boolean includes(String table) {
            return everything || written.contains(table);
        }

        WrittenTables and(WrittenTables other) {
            Set<String> both = new TreeSet<>(written);
            both.addAll(other.written);
            return new WrittenTables(both, everything || other.everything);
        }
    }

    Optional<TableLock> strongest() {
        return locks.stream().findFirst();
    }
}
