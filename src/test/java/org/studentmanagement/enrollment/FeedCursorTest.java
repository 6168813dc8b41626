package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;

@BesideTheService
class FeedCursorTest {
    private static final TransactionSnapshot SEEN = TransactionSnapshot.parse("900:1000:900,950,999");

    @Test
    void itsTextSaysAllThatItHas() {
        for (FeedCursor cursor : List.of(
                new FeedCursor(-1L, null, null, 0),
                new FeedCursor(Long.MIN_VALUE, SEEN, null, 0),
                new FeedCursor(5L, null, SEEN, Long.MAX_VALUE),
                new FeedCursor(5L, SEEN, TransactionSnapshot.parse("1000:1000:"), 77))) {
            assertThat(FeedCursor.parse("after", cursor.toString())).isEqualTo(cursor);
        }
    }

    @Test
    void aSnapshotIsWhatPostgresqlCallsIt() {
        assertThat(SEEN).hasToString("900:1000:900,950,999");
        assertThat(TransactionSnapshot.parse("7:9:")).hasToString("7:9:");
    }

    @Test
    void itSaysTheSameOfTheTransactionsBeforeOne() {
        assertThat(SEEN.before(2000)).isEqualTo(SEEN);
        assertThat(SEEN.before(951)).hasToString("900:951:900,950");
        assertThat(SEEN.before(950)).hasToString("900:950:900");
        assertThat(SEEN.before(1)).hasToString("1:1:");
    }

    @Test
    void aThousandTransactionsAtWorkFitIntoARequestLine() {
        TransactionSnapshot many = atWork(1000);

        assertThat(many.fits()).isTrue();
        assertThat(new FeedCursor(Long.MIN_VALUE, many, many, Long.MAX_VALUE).toString())
                .hasSizeLessThan(3900);
    }

    @Test
    void whatWouldNotFitIsKnownBefore() {
        assertThat(atWork(10_000).fits()).isFalse();
    }

    private static TransactionSnapshot atWork(int transactions) {
        long first = 1L << 40;
        return new TransactionSnapshot(
                first,
                first + 10L * transactions,
                LongStream.range(0, transactions).mapToObj(n -> first + 10 * n).toList());
    }
}
