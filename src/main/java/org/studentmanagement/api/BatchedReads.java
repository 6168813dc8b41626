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

    private record Asked<R>(long id, Context context, UniEmitter<? super List<R>> answer) {
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

    static <R extends Record> Uni<List<R>> list(Class<R> shape, String statement, long id) {
        Context context = Vertx.currentContext();
        return context == null || !Context.isOnEventLoopThread()
                ? Sql.list(shape, statement, id)
                : Uni.createFrom().emitter(answer -> of(shape, statement).ask(new Asked<>(id, context, answer)));
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> BatchedReads<R> of(Class<R> shape, String statement) {
        return (BatchedReads<R>)
                OF_THREAD.get().computeIfAbsent(statement, first -> new BatchedReads<>(shape, statement));
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
            // else what cannot even be begun, as while the service ends, would be told to nobody
            Uni.createFrom()
                    .deferred(() -> Sql.lists(shape, batched, ids))
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
                .deferred(() -> Sql.list(shape, statement, asked.id))
                .subscribe()
                .with(asked::complete, asked::fail);
    }
}
