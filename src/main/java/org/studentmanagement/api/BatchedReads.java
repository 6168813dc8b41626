package org.studentmanagement.api;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads that one thread has taken on since it last looked for requests: one statement for all that differ in the id alone. To take a
 * statement and to answer it costs PostgreSQL, and this service, several times what it costs to find such rows.
 */
final class BatchedReads<R extends Record> {
    /** The column that says which of the ids a row is of. */
    static final String PLACE = "asked_place";

    /** So that nobody waits for very many others. */
    private static final int MOST = 64;

    private static final ThreadLocal<Map<String, BatchedReads<?>>> OF_THREAD = ThreadLocal.withInitial(HashMap::new);

    /** Apart from the others: whoever may not read at the standby must not be answered by it. */
    private static final ThreadLocal<Map<String, BatchedReads<?>>> AT_STANDBY = ThreadLocal.withInitial(HashMap::new);

    /** @param standby where it may be read, or null */
    private record Asked<R>(long id, Context context, StandbyReads standby, UniEmitter<? super List<R>> answer) {
        void complete(List<R> rows) {
            context.runOnContext(turn -> answer.complete(rows));
        }

        void fail(Throwable failure) {
            context.runOnContext(turn -> answer.fail(failure));
        }
    }

    private final Class<R> shape;
    private final String statement;
    private final String batched;
    private List<Asked<R>> waiting = new ArrayList<>();

    private BatchedReads(Class<R> shape, String statement) {
        this.shape = shape;
        this.statement = statement;
        // by a subquery, which hides how many ids there are: PostgreSQL would else plan the statement anew for each
        // batch
        batched = """
                SELECT asked.place AS %s, answer.*
                FROM unnest((SELECT $1::bigint[])) WITH ORDINALITY AS asked (id, place)
                CROSS JOIN LATERAL (%s) answer
                """.formatted(PLACE, statement.replace("$1", "asked.id"));
    }

    /** @param standby of the request, or null */
    static <R extends Record> Uni<List<R>> list(Class<R> shape, String statement, long id, StandbyReads standby) {
        Context context = Vertx.currentContext();
        if (context == null || !Context.isOnEventLoopThread()) {
            return Sql.read(standby, shape, statement, id);
        }
        StandbyReads open = standby == null || standby.closed() ? null : standby;
        return Uni.createFrom()
                .emitter(answer -> of(shape, statement, open).ask(new Asked<>(id, context, open, answer)));
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> BatchedReads<R> of(Class<R> shape, String statement, StandbyReads standby) {
        return (BatchedReads<R>) (standby == null ? OF_THREAD : AT_STANDBY)
                .get()
                .computeIfAbsent(statement, first -> new BatchedReads<>(shape, statement));
    }

    private void ask(Asked<R> asked) {
        waiting.add(asked);
        if (waiting.size() == 1) {
            VertxContext.getRootContext(asked.context).runOnContext(turn -> send());
        } else if (waiting.size() == MOST) {
            send();
        }
    }

    private void send() {
        List<Asked<R>> sent = waiting;
        waiting = new ArrayList<>();
        if (sent.size() == 1) {
            alone(sent.get(0));
        } else if (!sent.isEmpty()) {
            Long[] ids = sent.stream().map(Asked::id).toArray(Long[]::new);
            StandbyReads standby = sent.get(0).standby() == null
                    ? null
                    : StandbyReads.together(sent.stream().map(Asked::standby).toList());
            // else what cannot even be begun, as while the service ends, would be told to nobody
            Uni.createFrom()
                    .deferred(() -> Sql.lists(standby, shape, batched, ids))
                    .subscribe()
                    .with(lists -> answer(sent, lists), failure -> refuse(sent, failure));
        }
    }

    private void answer(List<Asked<R>> sent, List<List<R>> lists) {
        for (int place = 0; place < lists.size(); place++) {
            sent.get(place).complete(lists.get(place));
        }
    }

    /** What the database refuses to all, as one that takes too long, may be that of one of them. */
    private void refuse(List<Asked<R>> sent, Throwable failure) {
        if (failure instanceof PgException && !DatabaseFaults.ended(failure)) {
            sent.forEach(this::alone);
        } else {
            sent.forEach(asked -> asked.fail(failure));
        }
    }

    private void alone(Asked<R> asked) {
        Uni.createFrom()
                .deferred(() -> Sql.read(asked.standby, shape, statement, asked.id))
                .subscribe()
                .with(asked::complete, asked::fail);
    }
}
