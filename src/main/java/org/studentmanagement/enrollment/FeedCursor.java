package org.studentmanagement.enrollment;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.studentmanagement.api.ProblemException;

/**
 * What a reader of the history has been told. A place in a row of numbers could not say it: whatever number an event has, its
 * transaction may commit after that of one with a higher number. Its text is opaque to callers.
 *
 * @param history which one was read; null of who has read nothing
 * @param seen the transactions of which all events have been told; null for none
 * @param upto those of which events are being told, in the order of their ids; null for all that can be seen by now
 * @param last the id of the event that was told last of those
 */
record FeedCursor(Long history, TransactionSnapshot seen, TransactionSnapshot upto, long last) {
    /** Of who has read nothing. */
    static final FeedCursor START = new FeedCursor(null, null, null, 0);

    /** Of who has been told all that could be seen. */
    static FeedCursor behind(long history, TransactionSnapshot seen) {
        return new FeedCursor(history, seen, null, 0);
    }

    /** @param parameter where it was sent, for the refusal */
    static FeedCursor parse(String parameter, String text) {
        try {
            Numbers numbers = new Numbers(text);
            FeedCursor cursor = new FeedCursor(
                    numbers.next(),
                    TransactionSnapshot.read(numbers),
                    TransactionSnapshot.read(numbers),
                    numbers.next());
            Numbers.require(!numbers.more() && cursor.last >= 0);
            return cursor;
        } catch (IllegalArgumentException damaged) {
            throw ProblemException.invalidParameter(
                    parameter, "must be of `next` of an answer, or the id of a sent event; begin again without it");
        }
    }

    @Override
    public String toString() {
        return Numbers.text(Stream.of(
                        LongStream.of(history),
                        TransactionSnapshot.numbers(seen),
                        TransactionSnapshot.numbers(upto),
                        LongStream.of(last))
                .flatMapToLong(numbers -> numbers));
    }
}
