package org.studentmanagement.api;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The reads of one request while a server follows the primary: they go to that one if it has all that the caller has seen, until one
 * had to go to the primary. What is read after that must not be older.
 */
public final class StandbyReads {
    /** The server that follows. */
    public interface Server {
        /** Its connections where it has all that the primary had stored up to that position of its log; else null. */
        Pool having(long position);

        /** Counts a read, of the server or of the primary in its place. */
        void count(boolean there);
    }

    private static final Logger LOG = Logger.getLogger(StandbyReads.class);

    /** A statement that took too long would take as long again. */
    private static final String TOO_LONG = "57014";

    private final Server server;
    private final long position;
    private final List<StandbyReads> parts;
    private volatile boolean left;
    private volatile boolean told;

    private StandbyReads(Server server, long position, List<StandbyReads> parts) {
        this.server = server;
        this.position = position;
        this.parts = parts;
    }

    /**
     * From now on the request that is served may read there.
     *
     * @param position of the primary's log, unsigned: what the caller has seen of it; 0 where that is not known
     */
    public static void begin(Server server, long position) {
        ContextLocals.put(Sql.SURROUNDING, new StandbyReads(server, position, List.of()));
    }

    /** Of several requests, one read for all. */
    static StandbyReads together(List<StandbyReads> all) {
        long latest = all.stream()
                .map(reads -> reads.position)
                .max(Long::compareUnsigned)
                .orElseThrow();
        return new StandbyReads(all.get(0).server, latest, all);
    }

    /** Whether the answer to the request that is served has to tell the position of the primary, though it has only read. */
    public static boolean positionIsTold() {
        Optional<Object> surrounding =
                VertxContext.isOnDuplicatedContext() ? ContextLocals.get(Sql.SURROUNDING) : Optional.empty();
        return surrounding.orElse(null) instanceof StandbyReads reads && reads.told;
    }

    void tellPosition() {
        told = true;
        leave();
    }

    void leave() {
        left = true;
        parts.forEach(StandbyReads::leave);
    }

    /** Whether all goes to the primary by now. */
    boolean closed() {
        if (!left && server.having(position) == null) {
            leave();
        }
        if (left) {
            server.count(false);
        }
        return left;
    }

    /** @param primary does the work there, as if there were no other server */
    <T> Uni<T> read(Function<SqlConnection, Uni<T>> work, Supplier<Uni<T>> primary) {
        return Uni.createFrom().deferred(() -> {
            Pool connections = left ? null : server.having(position);
            return connections == null
                    ? atPrimary(primary)
                    // a connection may be of a server that was started anew since
                    : connections
                            .withConnection(connection -> server.having(position) == connections
                                    ? work.apply(connection)
                                    : Uni.createFrom().failure(new IllegalStateException("It has fallen back")))
                            .invoke(() -> server.count(true))
                            .onFailure(StandbyReads::ofTheServer)
                            .recoverWithUni(failure -> {
                                LOG.debug("What the standby did not read is read at the primary", failure);
                                return atPrimary(primary);
                            });
        });
    }

    private <T> Uni<T> atPrimary(Supplier<Uni<T>> primary) {
        leave();
        server.count(false);
        return primary.get();
    }

    /** Whatever it was, as a conflict with what is replayed, the primary may be able to do it. */
    private static boolean ofTheServer(Throwable failure) {
        return !(failure instanceof ProblemException)
                && !(failure instanceof PgException refused && TOO_LONG.equals(refused.getSqlState()));
    }
}
