package org.studentmanagement.schema.record;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.Refused;

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

    private final AtomicReference<Optional<State>> told = new AtomicReference<>();
    private final List<String> bundled;
    private final DataSource database;
    private final RunDurations durations;
    private final Duration patience;

    @Inject
    SchemaReadiness(@Identifier(Datasource.PROBES) AgroalDataSource database, RunDurations durations) {
        this(bundled(), database, durations, PATIENCE);
    }

    /** @param bundled the files of the changesets that the build has */
    SchemaReadiness(List<String> bundled, DataSource database, RunDurations durations, Duration patience) {
        this.bundled = bundled;
        this.database = database;
        this.durations = durations;
        this.patience = patience;
    }

    private static List<String> bundled() {
        try {
            return Changelog.named();
        } catch (Refused faulty) {
            // Quarkus prints its message alone, without a stack trace.
            throw new ConfigurationException("The changelog cannot be read. " + faulty.getMessage());
        }
    }

    void tell(@Observes StartupEvent started) {
        call();
    }

    /** Answers from two queries; within the patience, once there is a connection. */
    @Override
    public HealthCheckResponse call() {
        Optional<State> state = state();
        if (!state.equals(told.getAndSet(state))) {
            log(state);
            state.ifPresent(readable -> durations.refresh());
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
                    "The schema is at %s, %d pending: not ready until `db upgrade` has run them.",
                    state.get().revision(), state.get().pending());
        } else {
            LOG.infof("The schema is at %s, 0 pending.", state.get().revision());
        }
    }

    private record State(String revision, int pending) {}

    private Optional<State> state() {
        try (Connection connection = database.getConnection()) {
            int milliseconds = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            try {
                Revisions revisions = Revisions.read(connection, bundled);
                return Optional.of(
                        new State(revisions.currentSlug(), revisions.pending().size()));
            } finally {
                connection.setNetworkTimeout(Runnable::run, milliseconds);
            }
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
