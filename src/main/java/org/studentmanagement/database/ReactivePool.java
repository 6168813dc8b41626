package org.studentmanagement.database;

import io.agroal.api.AgroalDataSource;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.handler.timeout.ReadTimeoutException;
import io.quarkus.arc.Unremovable;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.HostSpec;

/**
 * Connections over which statements run that no thread waits for, to the database that the JDBC URL names, and within the same
 * limits of time: whoever configures the one has configured the other.
 */
@ApplicationScoped
public class ReactivePool {
    /** Takes a connection that was just opened, and gives it to the pool by closing it, or ends it by closing its channel. */
    public interface Opened {
        void take(SqlConnection connection, Channel channel);
    }

    private static final String ANNOUNCING = "announcements";

    /** As many as are at work at once; more are of callers who have gone away while they waited. */
    private static final int MOST_WAITING = 160;

    /** Of connections. Quarkus's own key, as those of JDBC. */
    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int maxSize;

    @ConfigProperty(name = "quarkus.datasource.jdbc.acquisition-timeout")
    Duration acquisitionTimeout;

    @ConfigProperty(name = "quarkus.datasource.jdbc.additional-jdbc-properties")
    Map<String, String> properties;

    @Produces
    @Singleton
    @Unremovable
    Pool open(Vertx vertx, AgroalDataSource jdbc) {
        return open(Datasource.serving(), vertx, jdbc);
    }

    /** Over whose connections the database may announce something, which a pooler would not pass on. */
    @Produces
    @Singleton
    @Unremovable
    @Identifier(ANNOUNCING)
    Pool openForAnnouncements(DirectConfig direct, Pool serving, Vertx vertx, AgroalDataSource jdbc) {
        return direct.jdbcUrl().isEmpty()
                ? serving
                : open(
                        Datasource.configured(),
                        1,
                        "postgresql|announcements",
                        vertx,
                        jdbc,
                        (connection, channel) -> connection.close());
    }

    Pool open(Datasource datasource, Vertx vertx, AgroalDataSource jdbc) {
        // as Quarkus itself names the default one, for its metrics
        return open(
                datasource, maxSize, "postgresql|<default>", vertx, jdbc, (connection, channel) -> connection.close());
    }

    /** Of connections to the database of another server, as many as to that of the JDBC URL. */
    public Pool open(Datasource datasource, String name, Vertx vertx, AgroalDataSource jdbc, Opened opened) {
        return open(datasource, maxSize, name, vertx, jdbc, opened);
    }

    /** @param name in metrics, behind what it is of: {@code postgresql|name} */
    public Pool open(Datasource datasource, int size, String name, Vertx vertx, AgroalDataSource jdbc, Opened opened) {
        Properties url = datasource.connection(properties);
        PoolOptions limits = new PoolOptions()
                .setMaxSize(size)
                .setMaxWaitQueueSize(MOST_WAITING)
                .setConnectionTimeout((int) acquisitionTimeout.toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return Pool.newInstance(PgBuilder.pool()
                .with(limits)
                .connectingTo(options(vertx, jdbc, url, name))
                .withConnectHandler(connection -> opened.take(
                        connection, watch(connection, Integer.parseInt(PGProperty.SOCKET_TIMEOUT.getOrDefault(url)))))
                .using(vertx)
                .build());
    }

    void close(@Disposes Pool pool) {
        pool.closeAndForget();
    }

    void closeForAnnouncements(@Disposes @Identifier(ANNOUNCING) Pool pool, Pool serving) {
        if (pool != serving) {
            pool.closeAndForget();
        }
    }

    /** Of several hosts, the one that the driver has chosen: it knows which of them is there, and takes writes. */
    private static Supplier<Future<SqlConnectOptions>> options(
            Vertx vertx, AgroalDataSource jdbc, Properties url, String name) {
        String[] hosts = PGProperty.PG_HOST.getOrDefault(url).split(",");
        String[] ports = PGProperty.PG_PORT.getOrDefault(url).split(",");
        PgConnectOptions options = options(url, name);
        if (hosts.length == 1) {
            Future<SqlConnectOptions> only = Future.succeededFuture(at(options, hosts[0], Integer.parseInt(ports[0])));
            return () -> only;
        }
        return () -> vertx.executeBlocking(() -> {
            HostSpec chosen = chosen(jdbc);
            return at(options, chosen.getHost(), chosen.getPort());
        });
    }

    private static SqlConnectOptions at(PgConnectOptions options, String host, int port) {
        return new PgConnectOptions(options)
                .setHost(host)
                .setPort(port)
                // which its copy forgets
                .setUseLayer7Proxy(options.getUseLayer7Proxy());
    }

    private static HostSpec chosen(AgroalDataSource jdbc) throws SQLException {
        try (Connection connection = jdbc.getConnection()) {
            return connection.unwrap(BaseConnection.class).getQueryExecutor().getHostSpec();
        }
    }

    private static PgConnectOptions options(Properties url, String name) {
        boolean prepared = !"0".equals(PGProperty.PREPARE_THRESHOLD.getOrDefault(url));
        PgConnectOptions options = new PgConnectOptions()
                .setDatabase(PGProperty.PG_DBNAME.getOrDefault(url))
                .setUser(PGProperty.USER.getOrDefault(url))
                // the URL of a server that asks for none has none
                .setPassword(Objects.requireNonNullElse(PGProperty.PASSWORD.getOrDefault(url), ""))
                .setCachePreparedStatements(prepared)
                // a pooler may give the next message to another server process, so that a statement is sent as a whole
                .setUseLayer7Proxy(!prepared)
                // else those that are long, and gain most by it, are planned anew each time
                .setPreparedStatementCacheSqlFilter(sql -> true);
        say(options, "options", PGProperty.OPTIONS.getOrDefault(url));
        say(options, "search_path", PGProperty.CURRENT_SCHEMA.getOrDefault(url));
        say(options, "application_name", PGProperty.APPLICATION_NAME.getOrDefault(url));
        secure(options, url);
        options.setMetricsName(name);
        options.setConnectTimeout(1_000 * Integer.parseInt(PGProperty.CONNECT_TIMEOUT.getOrDefault(url)));
        // While a connection is opened; afterwards watch is a second sooner. Were both at once, the goodbye of this
        // limit
        // would count as something sent, and who waits would wait as long again.
        options.setIdleTimeout(1 + Integer.parseInt(PGProperty.SOCKET_TIMEOUT.getOrDefault(url)));
        return options;
    }

    /**
     * Closes a connection over which nothing was sent or heard for so long, be there a statement or not: a server that was not heard of is
     * not asked again. Sending one counts: what was idle for almost as long would else have no time to be answered. Vert.x has a limit like
     * it, but says goodbye first, and waits for a server that does not hear it.
     */
    private static Channel watch(SqlConnection connection, int seconds) {
        SocketConnectionBase socket = (SocketConnectionBase)
                ((SqlConnectionInternal) connection).unwrap().unwrap();
        Channel channel = socket.socket().channelHandlerContext().channel();
        channel.pipeline().addFirst(new IdleStateHandler(0, 0, seconds) {
            @Override
            protected void channelIdle(ChannelHandlerContext context, IdleStateEvent idle) {
                context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
                context.close();
            }
        });
        return channel;
    }

    private static void say(PgConnectOptions options, String parameter, String value) {
        if (value != null) {
            options.addProperty(parameter, value);
        }
    }

    private static void secure(PgConnectOptions options, Properties url) {
        try {
            SslMode mode = SslMode.valueOf(org.postgresql.jdbc.SslMode.of(url).name());
            options.setSslMode(mode);
            if (mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL) {
                String root = PGProperty.SSL_ROOT_CERT.getOrDefault(url);
                options.setPemTrustOptions(new PemTrustOptions()
                        .addCertPath(
                                root == null
                                        ? Path.of(System.getProperty("user.home"), ".postgresql", "root.crt")
                                                .toString()
                                        : root));
                options.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
            } else {
                options.setTrustAll(true);
            }
        } catch (SQLException unknown) {
            throw new IllegalStateException(unknown);
        }
    }
}
