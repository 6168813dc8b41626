package org.studentmanagement.schema.drift;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.MigrationConfig;
import org.studentmanagement.schema.run.Poll;
import org.studentmanagement.terminal.Refused;

/**
 * Looks for drift while the service runs, where {@code migration.drift.every} says how often. The metric
 * {@code migration.drift.differences} is how many there are, NaN while that cannot be told, and
 * {@code migration.drift.looked}, in seconds since 1970, when that was found out, so that a database that is away shows as one
 * that grows old. The log tells what differs, again whenever that changes.
 */
@Singleton
public class DriftWatch {
    /**
     * What was found out.
     *
     * @param at when
     * @param drift what differs; null where that cannot be told
     * @param untold why it cannot; null where it can
     */
    public record Look(Instant at, Drift drift, String untold) {}

    private static final Logger LOG = Logger.getLogger(DriftWatch.class);

    /** So that the line stays one that a log can hold; the command tells all. */
    private static final int NAMED = 20;

    private final DataSource database;
    private final MeterRegistry registry;
    private final MigrationConfig.Drift config;
    private Poll looking;
    private volatile Look last;
    private String told = "";

    @Inject
    DriftWatch(DataSource database, MeterRegistry registry, MigrationConfig config) {
        this(database, registry, config.drift());
    }

    DriftWatch(DataSource database, MeterRegistry registry, MigrationConfig.Drift config) {
        this.database = database;
        this.registry = registry;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        config.every().ifPresent(this::start);
    }

    void stop(@Observes ShutdownEvent stopped) {
        if (looking != null) {
            looking.close();
        }
    }

    private void start(Duration every) {
        Gauge.builder("migration.drift.differences", this::differences)
                .description("How many objects of the schema are not as the changelog makes them")
                .register(registry);
        Gauge.builder("migration.drift.looked", this::looked)
                .description("When the differences were last counted")
                .baseUnit("seconds")
                .register(registry);
        looking = new Poll("drift", Duration.ZERO, every, this::look);
    }

    /** Leaves all as it is when the database is away. */
    void look() {
        try (Connection connection = database.getConnection()) {
            Drift drift = Drift.look(connection, Changelog.files(), config.ignore(), SchemaHistory.bundled()::at);
            last = new Look(Instant.now(), drift, null);
            tell(drift);
        } catch (Refused untold) {
            last = new Look(Instant.now(), null, untold.getMessage());
            tell(Logger.Level.WARN, "Drift cannot be told. " + untold.getMessage());
        } catch (SQLException e) {
            LOG.debug("The schema cannot be read", e);
        }
    }

    /** What the last look has found; none before the first, and where nothing looks. */
    public Optional<Look> last() {
        return Optional.ofNullable(last);
    }

    private double differences() {
        return last().map(Look::drift)
                .map(drift -> (double) drift.differences().size())
                .orElse(Double.NaN);
    }

    private double looked() {
        return last().map(look -> look.at().toEpochMilli() / 1000.0).orElse(Double.NaN);
    }

    private void tell(Drift drift) {
        List<Difference> found = drift.differences();
        if (found.isEmpty()) {
            tell(Logger.Level.INFO, "The schema is what the changelog makes at %s.".formatted(drift.revision()));
            return;
        }
        String named = found.stream().limit(NAMED).map(Difference::words).collect(Collectors.joining("; "));
        tell(
                Logger.Level.WARN,
                "The schema is not what the changelog makes at %s, differences: %d: %s%s. `db drift` has the SQL that mends it."
                        .formatted(drift.revision(), found.size(), named, found.size() > NAMED ? "; …" : ""));
    }

    private void tell(Logger.Level level, String sentence) {
        if (!sentence.equals(told)) {
            LOG.log(level, sentence);
            told = sentence;
        }
    }
}
