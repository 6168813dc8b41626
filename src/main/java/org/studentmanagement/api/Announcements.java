package org.studentmanagement.api;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the database announces by {@code NOTIFY}, to every replica. One connection of the pool listens to a channel from the first
 * who wants to hear it on; where it is lost, another takes its place, and whoever hears is told then, since something may have been
 * missed meanwhile.
 */
@ApplicationScoped
public class Announcements {
    /** Often enough that a connection is not taken for dead, and one that is, is found out. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Map<String, BroadcastProcessor<String>> heard = new ConcurrentHashMap<>();

    private final Pool pool;

    Announcements(@Identifier("announcements") Pool pool) {
        this.pool = pool;
    }

    /**
     * An item for each announcement from now on, and for each time at which some may have been missed.
     *
     * @param channel in lower case, as it is in SQL
     */
    public Multi<String> on(String channel) {
        return heard.computeIfAbsent(channel, this::listen);
    }

    private BroadcastProcessor<String> listen(String channel) {
        BroadcastProcessor<String> hearers = BroadcastProcessor.create();
        pool.getConnection()
                .flatMap(connection -> stay(connection, channel, hearers)
                        .eventually(() -> connection.close().onFailure().recoverWithNull()))
                .onFailure()
                .recoverWithNull()
                .onItem()
                .delayIt()
                .by(AGAIN)
                .repeat()
                .indefinitely()
                .subscribe()
                .with(lost -> {});
        return hearers;
    }

    /** Until the connection is lost. */
    private static Uni<Void> stay(SqlConnection connection, String channel, BroadcastProcessor<String> hearers) {
        ((PgConnection) connection.getDelegate()).notificationHandler(told -> hearers.onNext(channel));
        return connection
                .query("LISTEN " + channel)
                .execute()
                .invoke(listening -> hearers.onNext(channel))
                .flatMap(listening -> Multi.createFrom()
                        .ticks()
                        .every(SIGN_OF_LIFE)
                        .onOverflow()
                        .drop()
                        .onItem()
                        .transformToUniAndConcatenate(
                                tick -> connection.query("SELECT 1").execute())
                        .onItem()
                        .ignoreAsUni());
    }
}
