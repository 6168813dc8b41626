package org.studentmanagement.enrollment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.studentmanagement.api.Sql;

/**
 * Reads the history so that a reader misses nothing and is told nothing twice, whatever transactions overlap. A reader has a
 * {@link FeedCursor}, in which is what PostgreSQL could see when he read. What he has not been told are the events of transactions
 * that this leaves out. Those that can be seen by now are told in the order of their ids, which are given while whatever they are
 * about is locked: what follows from an event, and can be seen, is never told before it. A standby cannot say what it sees: its snapshots
 * do not name the transactions under way.
 */
final class EnrollmentFeed {
    /**
     * Events from a cursor on.
     *
     * @param next from where to read on
     */
    record Batch(List<EnrollmentEvent> items, FeedCursor from, FeedCursor next) {
        /** From where to read on behind one of them. */
        FeedCursor behind(EnrollmentEvent item) {
            boolean latest = item == items.get(items.size() - 1);
            return latest ? next : new FeedCursor(from.history(), from.seen(), from.upto(), item.id());
        }
    }

    /**
     * What there is to tell.
     *
     * @param newest the highest transaction that has an event; 0 where there is none
     * @param first the lowest id, or null
     * @param latest an id than which none is higher
     */
    @RegisterForReflection
    record Untold(long history, String upto, long newest, Long first, Long latest) {}

    /** So many ids are gone through at once, however few of them are to be told. */
    private static final long WALK = 10_000;

    /** Read once a statement: as parameters they would be read for each row. */
    private static final String READER = """
            WITH reader AS MATERIALIZED (
                SELECT $1::text::pg_snapshot AS seen, coalesce($2::text::pg_snapshot, pg_current_snapshot()) AS upto,
                  pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS now)
            """;

    /**
     * A row that is older than the transaction which it names was restored, from a cluster that was ahead of this one. Nobody can
     * tell what a reader has seen by such a name: it is told to who reads from the beginning, and is old for everybody else. So are those
     * of a student who was erased, which name a transaction that everybody has seen.
     */
    private static final String RESTORED =
            "(now - e.xmin::text::bigint & 4294967295) > now - e.transaction_id::text::bigint";

    private static final String TO_BE_TOLD = """
            (pg_visible_in_snapshot(e.transaction_id, upto) OR %1$s)
            AND (seen IS NULL OR NOT (pg_visible_in_snapshot(e.transaction_id, seen) OR %1$s))
            """.formatted(RESTORED);

    /** Another server that takes over may lack what was seen, and so may what was restored, from a backup or from an archive. */
    private static final String HISTORY = """
            (SELECT hashtextextended(concat_ws(' ', s.system_identifier, greatest(c.timeline_id, r.min_recovery_end_timeline),
                d.oid, 'enrollment_events'::regclass::oid), 0)
              FROM pg_control_system() s, pg_control_checkpoint() c, pg_control_recovery() r, pg_database d
              WHERE d.datname = current_database())
            """;

    /**
     * By the transactions, not by the ids, among which those of a late transaction may be anywhere. Bounds that are read before the
     * table let every plan expect few rows between them.
     */
    private static final String UNTOLD = READER + """
            , untold AS MATERIALIZED (
                SELECT e.id
                FROM reader, enrollment_events e
                WHERE e.transaction_id >= (SELECT pg_snapshot_xmin(seen) FROM reader)
                  AND e.transaction_id < (SELECT pg_snapshot_xmax(upto) FROM reader) AND %1$s)
            SELECT %2$s AS history, upto::text AS upto,
              coalesce((
                SELECT e.transaction_id::text::bigint FROM enrollment_events e
                WHERE e.transaction_id < pg_snapshot_xmax(upto) ORDER BY e.transaction_id DESC LIMIT 1), 0) AS newest,
              CASE WHEN seen IS NULL
                THEN (SELECT e.id FROM enrollment_events e WHERE e.id > $3 AND %1$s ORDER BY e.id LIMIT 1)
                ELSE (SELECT min(id) FROM untold WHERE id > $3) END AS first,
              CASE WHEN seen IS NULL
                THEN (SELECT max(id) FROM enrollment_events)
                ELSE (SELECT max(id) FROM untold) END AS latest
            FROM reader
            """.formatted(TO_BE_TOLD, HISTORY);

    private static final String TELL = READER + """
            SELECT %s
            FROM reader, enrollment_events e
            WHERE e.id >= $3 AND e.id < $4 AND %s
            ORDER BY e.id LIMIT $5
            """.formatted(EnrollmentEvent.COLUMNS, TO_BE_TOLD);

    private EnrollmentFeed() {}

    /**
     * At least one event, if there is any that the reader has not been told.
     *
     * @throws OtherHistory if the cursor is of another history
     */
    static Uni<Batch> read(FeedCursor from, int limit) {
        return Sql.newest(Untold.class, UNTOLD, text(from.seen()), text(from.upto()), from.last())
                .map(found -> found.get(0))
                .flatMap(untold -> {
                    TransactionSnapshot visible = TransactionSnapshot.parse(untold.upto());
                    if (from.history() != null && from.history() != untold.history() || visible.isBefore(from.seen())) {
                        throw new OtherHistory();
                    }
                    // a later one has told nothing, and a server that crashes may give its number to another
                    TransactionSnapshot upto = visible.before(untold.newest() + 1);
                    if (untold.first() != null && upto.fits()) {
                        return tell(new FeedCursor(untold.history(), from.seen(), upto, from.last()), untold, limit);
                    }
                    if (from.upto() != null) {
                        return read(FeedCursor.behind(untold.history(), upto), limit);
                    }
                    // of more transactions than a cursor can name nothing is told until some of them have ended
                    FeedCursor next = upto.fits()
                            ? FeedCursor.behind(untold.history(), upto)
                            : new FeedCursor(untold.history(), from.seen(), null, 0);
                    return Uni.createFrom().item(new Batch(List.of(), from, next));
                });
    }

    private static Uni<Batch> tell(FeedCursor from, Untold untold, int limit) {
        long beyond = untold.first() + WALK;
        // one more than asked for tells whether there are more
        return Sql.newest(
                        EnrollmentEvent.class,
                        TELL,
                        text(from.seen()),
                        text(from.upto()),
                        untold.first(),
                        beyond,
                        limit + 1L)
                .map(found -> {
                    List<EnrollmentEvent> items = found.subList(0, Math.min(limit, found.size()));
                    FeedCursor next = FeedCursor.behind(from.history(), from.upto());
                    if (found.size() > limit) {
                        next = new FeedCursor(
                                from.history(),
                                from.seen(),
                                from.upto(),
                                items.get(limit - 1).id());
                    } else if (untold.latest() >= beyond) {
                        next = new FeedCursor(from.history(), from.seen(), from.upto(), beyond - 1);
                    }
                    return new Batch(List.copyOf(items), from, next);
                });
    }

    private static String text(TransactionSnapshot snapshot) {
        return snapshot == null ? null : snapshot.toString();
    }
}
