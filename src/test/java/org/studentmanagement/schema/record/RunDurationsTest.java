package org.studentmanagement.schema.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class RunDurationsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void eachOfTheLatestRunsIsASeriesWhateverProcessRanIt() throws Exception {
        DbBench db = new DbBench(MigratedDatabase.create());
        try (Migrator migrator = new Migrator(
                db.datasource(),
                Changelog.PATH,
                new ChangesetPreflight(MigrationObserver.NONE),
                MigrationObserver.NONE)) {
            migrator.downgrade("-1");
            migrator.upgrade("+1");

            durations(db.datasource().url()).refresh();

            for (String direction : List.of("down", "up")) {
                assertThat(registry.get("migration.duration")
                                .tags("revision", BundledChangelog.HEAD, "direction", direction, "outcome", "done")
                                .gauge()
                                .value())
                        .isPositive()
                        .isEqualTo(recorded(migrator.target().connection(), direction));
            }
        }
    }

    @Test
    void aDatabaseWithoutRunsHasNoSeries() throws Exception {
        durations(PostgresServer.url(PostgresServer.scratch())).refresh();

        assertThat(registry.getMeters()).isEmpty();
    }

    private RunDurations durations(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return new RunDurations(source, registry);
    }

    private static double recorded(Connection connection, String direction) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT extract(epoch FROM duration) FROM migration_run
                        WHERE direction = '%s' ORDER BY id DESC LIMIT 1
                        """.formatted(direction))) {
            row.next();
            return row.getDouble(1);
        }
    }
}
