package org.studentmanagement.people;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.studentmanagement.database.Jdbc;

/** Forgets sessions and links that have expired, of users who do not come again too. Several replicas may do it at once. */
@ApplicationScoped
class SessionSweeper {
    private static final Logger LOG = Logger.getLogger(SessionSweeper.class);

    private static final Duration EVERY = Duration.ofMinutes(10);

    /** Rows of a statement. */
    private static final int MANY = 10_000;

    private static final String SESSIONS = """
            DELETE FROM user_sessions WHERE token_hash IN (
                SELECT token_hash FROM user_sessions
                WHERE seen_at <= now() - make_interval(secs => ?) OR created_at <= now() - make_interval(secs => ?)
                LIMIT %d FOR UPDATE SKIP LOCKED)""".formatted(MANY);

    private static final String LINKS = """
            DELETE FROM password_links WHERE user_id IN (
                SELECT user_id FROM password_links WHERE expires_at <= now() LIMIT %d FOR UPDATE SKIP LOCKED)""".formatted(MANY);

    private final DataSource database;
    private final SignInConfig config;

    @Inject
    SessionSweeper(DataSource database, SignInConfig config) {
        this.database = database;
        this.config = config;
    }

    void start(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(
                EVERY.toMillis(),
                tick -> vertx.executeBlocking(() -> {
                    try {
                        sweep();
                    } catch (SQLException | RuntimeException later) {
                        LOG.warnf("Sessions that have expired cannot be deleted now: %s", later.getMessage());
                    }
                    return null;
                }));
    }

    void sweep() throws SQLException {
        try (Connection connection = database.getConnection()) {
            double idle = config.idle().toSeconds();
            double longest = config.longest().toSeconds();
            Jdbc.update(connection, SESSIONS, idle, longest);
            Jdbc.update(connection, LINKS);
        }
    }
}
