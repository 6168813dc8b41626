package org.studentmanagement.schema.record;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.studentmanagement.database.Jdbc;

/**
 * The metric {@code migration.duration}, in seconds: how long each of the latest runs of a revision took, by revision,
 * direction and outcome. It comes from the table migration_run, since most runs are those of a command, which is gone before
 * anybody could ask it.
 */
@Singleton
class RunDurations {
    private static final Logger LOG = Logger.getLogger(RunDurations.class);

    private static final String LATEST = """
            SELECT revision, direction, outcome, extract(epoch FROM duration)
            FROM (
                SELECT DISTINCT ON (revision, direction, outcome) *
                FROM migration_run
                WHERE duration IS NOT NULL
                ORDER BY revision, direction, outcome, id DESC
            ) latest
            ORDER BY id DESC
            LIMIT 50
            """;

    private final DataSource database;
    private final MultiGauge gauge;

    RunDurations(DataSource database, MeterRegistry registry) {
        this.database = database;
        gauge = MultiGauge.builder("migration.duration")
                .description("How long the latest runs of revisions took")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Reads them anew. What cannot be read, for want of the table or of the right to, leaves the metric as it is. */
    void refresh() {
        try (Connection connection = database.getConnection()) {
            gauge.register(rows(connection), true);
        } catch (SQLException e) {
            LOG.debug("The durations of migrations cannot be read", e);
        }
    }

    private static List<Row<?>> rows(Connection connection) throws SQLException {
        return Jdbc.list(
                connection,
                LATEST,
                run -> Row.of(
                        Tags.of(
                                "revision",
                                run.getString(1),
                                "direction",
                                run.getString(2),
                                "outcome",
                                run.getString(3)),
                        run.getDouble(4)));
    }
}
