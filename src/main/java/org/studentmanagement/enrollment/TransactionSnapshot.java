package org.studentmanagement.enrollment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which transactions can be seen, as {@code pg_snapshot} tells it: those before {@code xmax} but for the running ones, all of which
 * are from {@code xmin} on.
 */
record TransactionSnapshot(long xmin, long xmax, List<Long> running) {
    /** Characters. Two of them, and whatever else is asked for, have room in the 4096 of a request line. */
    private static final int LONGEST = 1800;

    /** Stands for no snapshot: none begins with a transaction that has this number. */
    private static final long NONE = 0;

    /** Of {@code xmin:xmax:first,second}. */
    static TransactionSnapshot parse(String text) {
        String[] parts = text.split(":", -1);
        List<Long> running = parts[2].isEmpty()
                ? List.of()
                : Stream.of(parts[2].split(",")).map(Long::valueOf).toList();
        return new TransactionSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /** Whether transactions were seen in the other that have not begun in this one, as where a copy of the files was put back. */
    boolean isBefore(TransactionSnapshot other) {
        return other != null && xmax < other.xmax;
    }

    /** What it says of the transactions before that one. */
    TransactionSnapshot before(long transaction) {
        long end = Math.min(xmax, transaction);
        return new TransactionSnapshot(
                Math.min(xmin, end),
                end,
                running.stream().filter(each -> each < end).toList());
    }

    /** Whether a cursor has room for it: some thousand transactions may be at work. */
    boolean fits() {
        return Numbers.text(numbers(this)).length() <= LONGEST;
    }

    /** Each as the difference from the one before, which is small. */
    static LongStream numbers(TransactionSnapshot snapshot) {
        if (snapshot == null) {
            return LongStream.of(NONE);
        }
        List<Long> running = snapshot.running;
        return LongStream.concat(
                LongStream.of(snapshot.xmin, snapshot.xmax - snapshot.xmin, running.size()),
                LongStream.range(0, running.size())
                        .mapToInt(Math::toIntExact)
                        .mapToLong(n -> running.get(n) - (n == 0 ? snapshot.xmin : running.get(n - 1))));
    }

    /**
     * Null where there is none.
     *
     * @throws IllegalArgumentException if these are not the numbers of a snapshot
     */
    static TransactionSnapshot read(Numbers numbers) {
        long xmin = numbers.next();
        if (xmin == NONE) {
            return null;
        }
        long xmax = xmin + numbers.next();
        long count = numbers.next();
        Numbers.require(xmin > 0 && xmax >= xmin && count >= 0);
        List<Long> running = new ArrayList<>();
        long transaction = xmin;
        while (running.size() < count) {
            long step = numbers.next();
            transaction += step;
            Numbers.require((step > 0 || running.isEmpty()) && transaction >= xmin && transaction < xmax);
            running.add(transaction);
        }
        return new TransactionSnapshot(xmin, xmax, List.copyOf(running));
    }

    @Override
    public String toString() {
        return xmin + ":" + xmax + ":" + running.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
