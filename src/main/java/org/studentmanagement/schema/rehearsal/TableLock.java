package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.studentmanagement.schema.catalog.StoredTables;

/**
 * A lock that a step held on a table that was there before it.
 *
 * @param from since when at the earliest, from the start of the step
 * @param to until when at the latest
 */
@RegisterForReflection
public record TableLock(String table, LockMode mode, Duration from, Duration to) {
    /** Those come last that stop most, and of these the longest. */
    private static final Comparator<TableLock> BY_HARM =
            Comparator.comparing(TableLock::stops).thenComparing(TableLock::held);

    /** The locks on tables and their parts as locks on tables, those first that stop most; those on other relations are left out. */
    static List<TableLock> of(List<LockSampler.HeldSpan> spans, StoredTables tables) {
        List<TableLock> locks = new ArrayList<>();
        spans.stream()
                .flatMap(span -> tables.tableOf(span.relation()).stream()
                        .map(table -> new TableLock(table, span.mode(), span.from(), span.to())))
                .sorted(Comparator.comparing(TableLock::from))
                .forEach(lock -> {
                    Optional<TableLock> earlier =
                            locks.stream().filter(lock::continues).findFirst();
                    earlier.ifPresent(locks::remove);
                    locks.add(earlier.map(lock::joined).orElse(lock));
                });
        return locks.stream()
                .filter(lock -> locks.stream().noneMatch(other -> other.covers(lock)))
                .sorted(BY_HARM.reversed())
                .toList();
    }

    public LockConflict stops() {
        return mode.stops();
    }

    public Duration held() {
        return to.minus(from);
    }

    /** Whether this one is held as long and stops as many, so that the other one is not felt. */
    private boolean covers(TableLock other) {
        return table.equals(other.table)
                && mode.compareTo(other.mode) > 0
                && from.compareTo(other.from) <= 0
                && to.compareTo(other.to) >= 0;
    }

    /** Whether it is held, on another index of the same table perhaps, before an earlier one has ended. */
    private boolean continues(TableLock earlier) {
        return table.equals(earlier.table) && mode == earlier.mode && from.compareTo(earlier.to) <= 0;
    }

    private TableLock joined(TableLock earlier) {
        return new TableLock(table, mode, earlier.from, to.compareTo(earlier.to) > 0 ? to : earlier.to);
    }

    String words() {
        return "%s of %s for %s".formatted(stops().words(), table, HumanReadable.of(held()));
    }
}
