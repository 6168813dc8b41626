package org.studentmanagement.standby;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.TimeUnit;
import org.studentmanagement.api.StandbyReads;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.ReactivePool;

/** The server that follows the primary, where one is configured: its connections, and whether it has what a caller has seen. */
@ApplicationScoped
class Standby implements StandbyReads.Server {
    private static final String NAME = "standby";
    private static final String READS = "standby.reads";
    private static final String SERVER = "server";

    private final StandbyConfig config;
    private final MeterRegistry metrics;
    private StandbyWatch watch;
    private Pool pool;
    private Counter there;
    private Counter atPrimary;

    Standby(StandbyConfig config, MeterRegistry metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    boolean configured() {
        return config.jdbcUrl().isPresent();
    }

    /** @throws ConfigurationException the one exception of which Quarkus prints the message alone, before it exits with 1 */
    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent started,
            ReactivePool pools,
            Vertx vertx,
            AgroalDataSource jdbc) {
        if (!configured()) {
            return;
        }
        Datasource primary = Datasource.configured();
        Datasource standby = new Datasource(config.jdbcUrl().get(), primary.username(), primary.password());
        if (!standby.ofOneServer()) {
            throw new ConfigurationException("STANDBY_JDBC_URL names several servers: name one.");
        }
        watch = new StandbyWatch(
                vertx,
                standby.place(),
                config.lag(),
                pools.open(primary, 1, "postgresql|watch", vertx, jdbc, (connection, channel) -> connection.close()));
        watch.begin(pools.open(standby, 1, "postgresql|watch", vertx, jdbc, (connection, channel) -> {
            watch.closeWhenLost(channel);
            connection.close();
        }));
        pool = pools.open(standby, "postgresql|standby", vertx, jdbc, this::admit);
        there = metrics.counter(READS, SERVER, NAME);
        atPrimary = metrics.counter(READS, SERVER, "primary");
        Gauge.builder("standby.lag", watch, known -> known.lagNanos() / (double) TimeUnit.SECONDS.toNanos(1))
                .baseUnit("seconds")
                .register(metrics);
    }

    void stop(@Observes ShutdownEvent event) {
        if (watch != null) {
            watch.end();
            pool.closeAndForget();
        }
    }

    @Override
    public Pool having(long position) {
        return watch.has(position) ? pool : null;
    }

    @Override
    public void count(boolean read) {
        (read ? there : atPrimary).increment();
    }

    /**
     * Behind an address may be another server by now, or the same one, which has lost what it had not written when it was ended: none is
     * read over which less is there than is known to be.
     */
    private void admit(SqlConnection connection, Channel channel) {
        watch.closeWhenLost(channel);
        connection.query(StandbyWatch.STATE).execute().onComplete(answer -> {
            if (answer.succeeded()
                    && watch.isOfTheKnown(state(answer.result().iterator().next()))) {
                connection.close();
            } else {
                channel.close();
            }
        });
    }

    static StandbyWatch.State state(Row row) {
        boolean follows = row.getBoolean(0);
        return new StandbyWatch.State(row.getString(1), follows ? LogPosition.of(row.getString(2)) : 0, follows);
    }
}
