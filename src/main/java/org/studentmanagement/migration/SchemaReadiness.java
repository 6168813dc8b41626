package org.studentmanagement.migration;

import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the database has every changeset that this build was written for. One that has more is ready as well: during a
 * rolling update the newer build migrates while the older one still serves.
 */
@Readiness
@Startup
@Singleton
class SchemaReadiness implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String UNDEFINED_TABLE = "42P01";

    private final List<String> bundled = Changelog.files();
    private final DataSource database;
    private final Duration patience;

    @Inject
    SchemaReadiness(DataSource database) {
        this(database, PATIENCE);
    }

    SchemaReadiness(DataSource database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    /** Answers from one query; within the patience, once the pool has given a connection. */
    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("schema");
        try {
            Applied applied = applied();
            long pending = bundled.stream()
                    .filter(file -> !applied.files().contains(file))
                    .count();
            return response.withData("revision", applied.revision())
                    .withData("pending", pending)
                    .status(pending == 0)
                    .build();
        } catch (SQLException e) {
            return response.withData("reason", "The revision of the database cannot be read.")
                    .down()
                    .build();
        }
    }

    private record Applied(Set<String> files, String revision) {}

    private Applied applied() throws SQLException {
        try (Connection connection = database.getConnection()) {
            int milliseconds = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            try {
                return read(connection);
            } finally {
                connection.setNetworkTimeout(Runnable::run, milliseconds);
            }
        }
    }

    private static Applied read(Connection connection) throws SQLException {
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
        return new Applied(files, revision);
    }
}
