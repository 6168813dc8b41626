package org.studentmanagement.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.studentmanagement.api.Sql;

/**
 * Keeps the answer of a request in the very transaction in which it has written, so that both are there or neither is: one that
 * was refused, or failed, has left nothing and may be sent again.
 */
@ApplicationScoped
class KeptAnswers {
    /** Who comes while another is at it is refused, rather than kept waiting. It ends with the transaction, however that ends. */
    private static final String CLAIM =
            "SELECT pg_try_advisory_xact_lock(hashtextextended(CAST($1 AS text) || ' ' || $2, 0)) AS claimed";

    /** A statement of its own after the claim, to see what whoever had the key before has left. */
    private static final String FIND = """
            SELECT request_hash = decode($3, 'hex') AS same, status, headers, body
            FROM idempotency_keys
            WHERE client = $1 AND key = $2 AND created_at > now() - make_interval(secs => $4)
            """;

    /** Each that comes takes some out of date with it, so that they do not pile up. */
    private static final String KEEP = """
            WITH forgotten AS (
              DELETE FROM idempotency_keys
              WHERE (client, key) IN (
                SELECT client, key FROM idempotency_keys
                WHERE created_at <= now() - make_interval(secs => $4) AND (client, key) <> ($1, $2)
                ORDER BY created_at
                LIMIT 10
                FOR UPDATE SKIP LOCKED))
            INSERT INTO idempotency_keys (client, key, request_hash, status, headers, body)
            VALUES ($1, $2, decode($3, 'hex'), $5, $6, $7)
            ON CONFLICT (client, key) DO UPDATE SET
              request_hash = excluded.request_hash, status = excluded.status, headers = excluded.headers,
              body = excluded.body, created_at = excluded.created_at
            RETURNING status
            """;

    @RegisterForReflection
    record Claim(boolean claimed) {}

    @RegisterForReflection
    record Found(boolean same, int status, String headers, String body) {}

    @RegisterForReflection
    record Done(int status) {}

    @Inject
    IdempotencyConfig config;

    @Inject
    ObjectMapper json;

    @Inject
    EntityManager entities;

    /** Of an endpoint that waits for Hibernate. */
    @Transactional(rollbackOn = Exception.class)
    <T> T once(KeyedRequest request, Callable<T> endpoint) throws Exception {
        require((Boolean) query(CLAIM, request.client(), request.key()).get(0).get(0));
        query(FIND, known(request)).stream()
                .map(row -> new Found(
                        row.get(0, Boolean.class),
                        row.get(1, Integer.class),
                        row.get(2, String.class),
                        row.get(3, String.class)))
                .forEach(this::answer);
        T returned = endpoint.call();
        Answer answer = Answer.of(returned, json);
        if (answer.isOfSuccess()) {
            query(KEEP, kept(request, answer));
        }
        return returned;
    }

    /** Of one that runs its statements by {@link Sql}. */
    Uni<?> once(KeyedRequest request, Supplier<Uni<?>> endpoint) {
        return Sql.around(sql -> sql.run(Claim.class, CLAIM, request.client(), request.key())
                .invoke(claim -> require(claim.get(0).claimed()))
                .flatMap(claimed -> sql.run(Found.class, FIND, known(request)))
                .invoke(found -> found.forEach(this::answer))
                .flatMap(none -> endpoint.get())
                .call(returned -> {
                    Answer answer = Answer.of(returned, json);
                    return answer.isOfSuccess()
                            ? sql.run(Done.class, KEEP, kept(request, answer))
                            : Uni.createFrom().nullItem();
                }));
    }

    private static void require(boolean claimed) {
        if (!claimed) {
            throw new KeyInUse();
        }
    }

    private void answer(Found found) {
        if (!found.same()) {
            throw new KeyReused();
        }
        throw new AnsweredBefore(new Answer(found.status(), found.headers(), found.body()).again(json));
    }

    private Object[] known(KeyedRequest request) {
        return new Object[] {
            request.client(), request.key(), request.hash(), config.remembered().toMillis() / 1_000d
        };
    }

    private Object[] kept(KeyedRequest request, Answer answer) {
        return Stream.concat(Stream.of(known(request)), Stream.of(answer.status(), answer.headers(), answer.body()))
                .toArray();
    }

    private List<Tuple> query(String sql, Object... values) {
        // numbered as JPA has it
        Query query = entities.createNativeQuery(sql.replace('$', '?'), Tuple.class);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return Stream.of(query.getResultList().toArray()).map(Tuple.class::cast).toList();
    }
}
