package org.studentmanagement.migration;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Whether the database has every changeset that this build was written for. One that has more is ready as well: during a
 * rolling update the newer build migrates while the older one still serves. The log tells the revision at the start, and
 * again whenever it has changed.
 */
@Readiness
@Singleton
class SchemaReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(SchemaReadiness.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String UNDEFINED_TABLE = "42P01";

    private final AtomicReference<Optional<State>> told = new AtomicReference<>();
    private final List<String> bundled;
    private final DataSource database;
    private final Duration patience;

    @Inject
    SchemaReadiness(DataSource database) {
        this(Changelog.files(), database, PATIENCE);
    }

    /** @param bundled the files of the changesets that the build has */
    SchemaReadiness(List<String> bundled, DataSource database, Duration patience) {
        this.bundled = bundled;
        this.database = database;
        this.patience = patience;
    }

    void tell(@Observes StartupEvent started) {
        call();
    }

    /** Answers from one query; within the patience, once the pool has given a connection. */
    @Override
    public HealthCheckResponse call() {
        Optional<State> state = state();
        if (!state.equals(told.getAndSet(state))) {
            log(state);
        }
        var response = HealthCheckResponse.named("schema");
        if (state.isEmpty()) {
            return response.withData("reason", "The revision of the database cannot be read.")
                    .down()
                    .build();
        }
        return response.withData("revision", state.get().revision())
                .withData("pending", state.get().pending())
                .status(state.get().pending() == 0)
                .build();
    }

    private static void log(Optional<State> state) {
        if (state.isEmpty()) {
            LOG.warn("The revision of the database cannot be read: not ready until it can.");
        } else if (state.get().pending() > 0) {
            LOG.warnf(
                    "The schema is at %s, pending are %d: not ready until `db upgrade` has applied them.",
                    state.get().revision(), state.get().pending());
        } else {
            LOG.infof("The schema is at %s, pending are 0.", state.get().revision());
        }
    }

    private record State(String revision, long pending) {}

    private Optional<State> state() {
        try (Connection connection = database.getConnection()) {
            int milliseconds = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            try {
                return Optional.of(read(connection));
            } finally {
                connection.setNetworkTimeout(Runnable::run, milliseconds);
            }
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private State read(Connection connection) throws SQLException {
        Set<String> files = new HashSet<>();
        String revision = "none";
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT id, filename FROM databasechangelog ORDER BY dateexecuted, orderexecuted")) {
            while (rows.next()) {
                files.add(rows.getString("filename"));
                revision = rows.getString("id");
            }
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        long pending = bundled.stream().filter(file -> !files.contains(file)).count();
        return new State(revision, pending);
    }
}
