package org.studentmanagement.standby;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/**
 * Asks both servers how far they are, again and again, each over a connection of its own. How old the standby is tells the primary:
 * it is as old as the latest of the primary's positions that it has reached. No clock of another machine has a part in it.
 */
final class StandbyWatch {
    /**
     * @param server which of all that ever ran; another after each start
     * @param replayed up to which position of the log
     * @param follows whether it is a standby
     */
    record State(String server, long replayed, boolean follows) {}

    private record Known(String server, long replayed, long at) {}

    private record Reached(long position, long at) {}

    static final String STATE = """
            SELECT pg_is_in_recovery(), extract(epoch FROM pg_postmaster_start_time())::text,
              CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text END
            """;

    private static final Logger LOG = Logger.getLogger(StandbyWatch.class);

    /** Between two looks. A caller who has written reads at the primary for about so long. */
    private static final Duration EVERY = Duration.ofMillis(100);

    /** After which it is taken to be away, and whoever is reading there is served by the primary. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String POSITION = "SELECT pg_current_wal_insert_lsn()::text";

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Deque<Reached> positions = new ArrayDeque<>();
    private final Vertx vertx;
    private final String place;
    private final long lag;
    private final Pool primary;
    private Pool standby;
    private long timer;
    private boolean primaryAsked;
    private boolean standbyAsked;
    private long askedAt;
    private String reason = "it has not been asked yet";
    private boolean serving;
    private volatile Known known;

    /** @param place of the standby, for the log */
    StandbyWatch(Vertx vertx, String place, Duration lag, Pool primary) {
        this.vertx = vertx;
        this.place = place;
        this.lag = lag.toNanos();
        this.primary = primary;
    }

    /** Everything happens on one thread from now on, but for what is asked of what is known. */
    void begin(Pool asked) {
        standby = asked;
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> look());
    }

    void end() {
        vertx.cancelTimer(timer);
        primary.closeAndForget();
        standby.closeAndForget();
    }

    /** Whether it has all up to that position, and is not too far behind. */
    boolean has(long position) {
        Known now = known;
        return now != null && Long.compareUnsigned(position, now.replayed) <= 0 && System.nanoTime() - now.at <= lag;
    }

    /** How old is what it has; not a number while nobody can tell. */
    double lagNanos() {
        Known now = known;
        return now == null ? Double.NaN : System.nanoTime() - now.at;
    }

    /** Whoever reads over it hears of it at once, and need not wait until the connection is taken for dead. */
    void closeWhenLost(Channel channel) {
        connections.add(channel);
    }

    boolean isOfTheKnown(State state) {
        Known now = known;
        return now != null
                && state.follows
                && state.server.equals(now.server)
                && Long.compareUnsigned(state.replayed, now.replayed) >= 0;
    }

    private void look() {
        if (!primaryAsked) {
            primaryAsked = true;
            long asked = System.nanoTime();
            primary.withConnection(connection -> connection.query(POSITION).execute())
                    .onTermination()
                    .invoke(() -> primaryAsked = false)
                    .subscribe()
                    .with(
                            rows -> remember(
                                    LogPosition.of(rows.iterator().next().getString(0)), asked),
                            away -> LOG.debug("The primary does not say how far it is", away));
        }
        if (!standbyAsked) {
            standbyAsked = true;
            askedAt = System.nanoTime();
            standby.withConnection(connection -> connection.query(STATE).execute())
                    .onTermination()
                    .invoke(() -> standbyAsked = false)
                    .subscribe()
                    .with(
                            rows -> heard(Standby.state(rows.iterator().next().getDelegate())),
                            away -> lose(away.getMessage()));
        } else if (System.nanoTime() - askedAt > PATIENCE.toNanos()) {
            lose("it does not answer");
        }
        tell();
    }

    /** So many that the latest is not older than the bound, however far behind the standby may be. */
    private void remember(long position, long at) {
        positions.addLast(new Reached(position, at));
        if (positions.size() > 2 + lag / EVERY.toNanos()) {
            positions.removeFirst();
        }
    }

    private void heard(State state) {
        if (!state.follows) {
            lose("it is no standby");
            return;
        }
        Known before = known;
        boolean same = before != null
                && before.server.equals(state.server)
                && Long.compareUnsigned(before.replayed, state.replayed) <= 0;
        long at = same ? before.at : askedAt - lag - 1;
        while (!positions.isEmpty() && Long.compareUnsigned(positions.peekFirst().position, state.replayed) <= 0) {
            at = positions.removeFirst().at;
        }
        known = new Known(state.server, state.replayed, at);
        reason = "it is behind by more than standby.lag";
    }

    private void lose(String why) {
        reason = why;
        known = null;
        connections.close();
    }

    private void tell() {
        boolean serves = has(0);
        if (serves && !serving) {
            LOG.infof("Reads may go to the standby, %s", place);
        } else if (!serves && serving) {
            LOG.warnf("All reads go to the primary instead of the standby, %s: %s", place, reason);
        }
        serving = serves;
    }
}
