package org.studentmanagement.api;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Statements that no thread waits for. An endpoint that runs them returns a {@link Uni}, and is served by the thread that has
 * read the request: the way for whatever is asked often. Parameters are {@code $1}, {@code $2} and so on; an array is one.
 */
public final class Sql {
    /** One of which nothing is asked but that it is there. */
    @RegisterForReflection
    record Found() {}

    private static final String NOT_CONNECTED = "08001";

    private static final String LOST = "08006";

    /** Of a request: the transaction that is around what it does, or where else than at the primary it may read. */
    static final String SURROUNDING = Sql.class.getName();

    private static final String SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** Deadlocks that a writer meets before it is told to come again. */
    private static final int DEADLOCKS = 3;

    private static final Instant FIRST = Instant.parse("-4712-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+294277-01-01T00:00:00Z");

    /** Read when it is asked for: a native executable has static values of the machine that built it. */
    private static volatile int connections;

    private final SqlClient over;

    private Sql(SqlClient over) {
        this.over = over;
    }

    /** A row for each that the statement returns. Its columns have the names of the record's components, in snake case. */
    public static <R extends Record> Uni<List<R>> list(Class<R> shape, String statement, Object... values) {
        Object surrounding = surrounding();
        return surrounding instanceof Sql transaction
                ? transaction.run(shape, statement, values)
                : read((StandbyReads) surrounding, shape, statement, values);
    }

    /** The same of what decides who may do what, or may follow from what was just said elsewhere: as it is now at the primary. */
    public static <R extends Record> Uni<List<R>> newest(Class<R> shape, String statement, Object... values) {
        return surrounding() instanceof Sql transaction
                ? transaction.run(shape, statement, values)
                : read(null, shape, statement, values);
    }

    /** Has the request that is served read at the primary whatever it reads from now on. */
    public static void stayAtPrimary() {
        if (surrounding() instanceof StandbyReads reads) {
            reads.leave();
        }
    }

    /** The same of one that tells of others' writes: its answer has the position, so that what they have written is then there. */
    public static void tellPosition() {
        if (surrounding() instanceof StandbyReads reads) {
            reads.tellPosition();
        }
    }

    /** @param standby null where there is none */
    static <R extends Record> Uni<List<R>> read(
            StandbyReads standby, Class<R> shape, String statement, Object... values) {
        return read(standby, connection -> told(run(connection, shape, statement, values), LOST));
    }

    private static <T> Uni<T> read(StandbyReads standby, Function<SqlConnection, Uni<T>> work) {
        return standby == null ? readAtPrimary(work) : standby.read(work, () -> readAtPrimary(work));
    }

    private static <T> Uni<T> readAtPrimary(Function<SqlConnection, Uni<T>> work) {
        return overOneThatLives(connected(work), DatabaseFaults::endedUnheard);
    }

    /**
     * The same of a statement with one parameter, {@code $1}, the id of a row: for what very many ask for, each of another row. What
     * is asked for at the same moment is read by one statement.
     */
    public static <R extends Record> Uni<List<R>> listOf(Class<R> shape, String statement, long id) {
        Object surrounding = surrounding();
        return surrounding instanceof Sql
                ? list(shape, statement, id)
                : BatchedReads.list(shape, statement, id, (StandbyReads) surrounding);
    }

    /** What the statement, batched, returns for each of the ids. */
    static <R extends Record> Uni<List<List<R>>> lists(
            StandbyReads standby, Class<R> shape, String batched, Long[] ids) {
        return read(
                standby,
                connection -> told(connection.preparedQuery(batched).execute(tuple((Object) ids)), LOST)
                        .map(rows -> Shape.of(shape).read(rows, BatchedReads.PLACE, ids.length)));
    }

    /** Fails with what is given unless the statement finds a row. */
    public static Uni<Void> require(Supplier<ProblemException> otherwise, String statement, Object... values) {
        return found(list(Found.class, statement, values), otherwise);
    }

    /** A statement that writes, which is a transaction of its own. */
    public static <R extends Record> Uni<List<R>> write(Class<R> shape, String statement, Object... values) {
        if (surroundingTransaction() != null) {
            return transaction(sql -> sql.run(shape, statement, values));
        }
        return undeadlocked(overOneThatLives(
                connected(connection -> told(run(connection, shape, statement, values), LOST)
                        .onFailure(Sql::unanswered)
                        .transform(Unanswered::new)),
                DatabaseFaults::unsent));
    }

    /** Statements that are stored together or not at all. */
    public static <T> Uni<T> transaction(Function<Sql, Uni<T>> work) {
        Sql surrounding = surroundingTransaction();
        if (surrounding != null) {
            return undeadlocked(surrounding.part(work));
        }
        return undeadlocked(
                overOneThatLives(connected(connection -> together(connection, work)), DatabaseFaults::unsent));
    }

    private static <T> Uni<T> together(SqlConnection connection, Function<Sql, Uni<T>> work) {
        return connection
                .begin()
                .flatMap(transaction -> Uni.createFrom()
                        .deferred(() -> work.apply(new Sql(connection)))
                        .onFailure()
                        .call(failure -> rollback(transaction))
                        .call(stored -> commit(transaction)));
    }

    /** Statements that read what was stored at one moment, that of the first of them. */
    public static <T> Uni<T> snapshot(Function<Sql, Uni<T>> work) {
        Function<Sql, Uni<T>> reading = sql -> sql.order(SNAPSHOT).flatMap(begun -> work.apply(sql));
        return surrounding() instanceof StandbyReads standby
                ? standby.read(connection -> together(connection, reading), () -> transaction(reading))
                : transaction(reading);
    }

    /**
     * A transaction that has in it whatever the work reads and writes by this class, without being told of it: what would be a
     * transaction of its own is a part, which is undone alone where it fails. Parts come one after the other. Within another it is a
     * part of that.
     */
    public static <T> Uni<T> around(Function<Sql, Uni<T>> work) {
        if (surroundingTransaction() != null) {
            return transaction(work);
        }
        return transaction(sql -> {
            ContextLocals.put(SURROUNDING, sql);
            return work.apply(sql).onTermination().invoke(() -> ContextLocals.remove(SURROUNDING));
        });
    }

    private <T> Uni<T> part(Function<Sql, Uni<T>> work) {
        return order("SAVEPOINT part")
                .flatMap(begun -> work.apply(this))
                .onFailure()
                // what it failed with is to be told, not that the connection is gone
                .call(failure -> order("ROLLBACK TO SAVEPOINT part").onFailure().recoverWithNull())
                .call(done -> order("RELEASE SAVEPOINT part"));
    }

    /** A command that has no parameters and gives no rows. */
    public Uni<Void> order(String command) {
        return told(over.query(command).execute(), LOST).replaceWithVoid();
    }

    /** Of the request that is served, or null. */
    private static Object surrounding() {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.get(SURROUNDING).orElse(null)
                : null;
    }

    /** That of the request that is served, which is about to write, or null. */
    private static Sql surroundingTransaction() {
        Object surrounding = surrounding();
        if (surrounding instanceof StandbyReads reads) {
            reads.leave();
            return null;
        }
        return (Sql) surrounding;
    }

    /** One statement of a transaction. */
    public <R extends Record> Uni<List<R>> run(Class<R> shape, String statement, Object... values) {
        return told(run(over, shape, statement, values), LOST);
    }

    /** The same in a transaction, which may lock the row. */
    public Uni<Void> find(Supplier<ProblemException> otherwise, String statement, Object... values) {
        return found(run(Found.class, statement, values), otherwise);
    }

    private static Uni<Void> found(Uni<List<Found>> rows, Supplier<ProblemException> otherwise) {
        return rows.invoke(found -> {
                    if (found.isEmpty()) {
                        throw otherwise.get();
                    }
                })
                .replaceWithVoid();
    }

    private static <T> Uni<T> undeadlocked(Uni<T> written) {
        return written.onFailure(ServerError::deadlocked).retry().atMost(DEADLOCKS);
    }

    /**
     * Begins anew as often as may be needed: the server may have ended all connections of the pool at once, which hears of it only when
     * they are used, and may give one away again before it has heard.
     */
    private static <T> Uni<T> overOneThatLives(Uni<T> outcome, Predicate<Throwable> ended) {
        return outcome.onFailure(ended)
                .call(Sql::afterWhatHasHappened)
                .onFailure(ended)
                .retry()
                .atMost(3L * connections());
    }

    /** A failure may be told on the spot, and the pool hears of the connection's end by an event that waits until this one is done. */
    private static Uni<Void> afterWhatHasHappened() {
        Context context = Vertx.currentContext();
        return Uni.createFrom().emitter(turn -> {
            if (context == null) {
                turn.complete(null);
            } else {
                context.runOnContext(next -> turn.complete(null));
            }
        });
    }

    private static int connections() {
        if (connections == 0) {
            connections = ConfigProvider.getConfig().getValue("quarkus.datasource.reactive.max-size", Integer.class);
        }
        return connections;
    }

    private static <T> Uni<T> connected(Function<SqlConnection, Uni<T>> work) {
        return told(Arc.container().instance(Pool.class).get().withConnection(work), NOT_CONNECTED);
    }

    /** In the words of SQL: a fault of reading would else be taken for one of the caller's body, and Vert.x throws what is no exception. */
    private static <T> Uni<T> told(Uni<T> outcome, String state) {
        return outcome.onFailure(fault -> fault instanceof IOException || !(fault instanceof Exception))
                .transform(fault -> new SQLException(fault.getMessage(), state, fault));
    }

    private static Uni<Void> commit(Transaction transaction) {
        return told(transaction.commit(), LOST).onFailure(Sql::unanswered).transform(Unanswered::new);
    }

    private static boolean unanswered(Throwable failure) {
        return DatabaseFaults.ended(failure) && !DatabaseFaults.unsent(failure);
    }

    private static Uni<Void> rollback(Transaction transaction) {
        // what it failed with is to be told, not that there is nothing left to roll back
        return transaction.rollback().onFailure().recoverWithNull();
    }

    private static <R extends Record> Uni<List<R>> run(
            SqlClient over, Class<R> shape, String statement, Object... values) {
        return over.preparedQuery(statement)
                .execute(tuple(values))
                .map(rows -> Shape.of(shape).read(rows));
    }

    /** Whether it is between the years of PostgreSQL, 4713 BC and 294276 AD: the driver makes something else of any other. */
    static boolean storable(Instant time) {
        return time.isAfter(FIRST) && time.isBefore(END);
    }

    private static Tuple tuple(Object... values) {
        Tuple tuple = Tuple.tuple();
        for (Object value : values) {
            tuple.addValue(value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
        return tuple;
    }

    /** The connection was lost after a write was sent and before the server has answered it. */
    static class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(Throwable lost) {
            super(lost);
        }
    }
}
