package org.studentmanagement.schema.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.schema.run.MigrationConfig;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class DriftWatchTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final List<String> lines = new ArrayList<>();
    private final Logger log = Logger.getLogger(DriftWatch.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private DriftWatch watch;
    private String database;

    @BeforeEach
    void startOnADatabaseThatNobodyTouched() throws Exception {
        log.addHandler(handler);
        log.setLevel(Level.INFO);
        database = MigratedDatabase.create();
        source.setUrl(PostgresServer.url(database));
        watch = watch(Optional.of(Duration.ofHours(1)));
        watch.start(new StartupEvent());
        Awaitility.await().until(() -> gauge("looked") > 0);
    }

    @AfterEach
    void stop() {
        watch.stop(new ShutdownEvent());
        log.removeHandler(handler);
    }

    @Test
    void eachChangeOfTheResultIsCountedAndLoggedOnce() throws Exception {
        watch.look();
        assertThat(gauge("differences")).isZero();

        execute(database, "DROP INDEX students_lower_idx; ALTER TABLE courses ADD room text");
        watch.look();
        watch.look();
        assertThat(gauge("differences")).isEqualTo(2);
        assertThat(watch.last().orElseThrow().drift().differences()).hasSize(2);

        execute(
                database,
                "CREATE UNIQUE INDEX students_lower_idx ON students (lower(email)); ALTER TABLE courses DROP room");
        watch.look();
        assertThat(gauge("differences")).isZero();
        assertThat(lines)
                .containsExactly(
                        "INFO The schema is what the changelog makes at " + BundledChangelog.HEAD + ".",
                        "WARN The schema is not what the changelog makes at " + BundledChangelog.HEAD
                                + ", differences: 2: column room of courses added;"
                                + " index students_lower_idx of students gone. `db drift` has the SQL that mends it.",
                        "INFO The schema is what the changelog makes at " + BundledChangelog.HEAD + ".");
    }

    @Test
    void aDatabaseThatIsAwayLeavesTheResultToGrowOld() {
        double looked = gauge("looked");
        source.setUrl(PostgresServer.url("never_created"));

        watch.look();

        assertThat(gauge("differences")).isZero();
        assertThat(gauge("looked")).isEqualTo(looked);
        assertThat(lines).hasSize(1);
    }

    @Test
    void whatCannotBeToldIsNoNumber() throws Exception {
        execute(
                database,
                "UPDATE databasechangelog SET filename = 'db/changes/2099/20990101_newer.yaml', id = 'newer' WHERE id = '"
                        + BundledChangelog.HEAD + "'");

        watch.look();

        assertThat(gauge("differences")).isNaN();
        assertThat(watch.last().orElseThrow().untold()).startsWith("newer is in the database");
        assertThat(lines)
                .last()
                .isEqualTo("WARN Drift cannot be told. newer is in the database but not in this version's changelog:"
                        + " use the version that added it.");
    }

    @Test
    void nobodyLooksUnlessToldHowOften() {
        SimpleMeterRegistry empty = new SimpleMeterRegistry();
        new DriftWatch(source, empty, config(Optional.empty())).start(new StartupEvent());
        assertThat(empty.getMeters()).isEmpty();
    }

    private DriftWatch watch(Optional<Duration> every) {
        return new DriftWatch(source, registry, config(every));
    }

    private static MigrationConfig.Drift config(Optional<Duration> every) {
        return new MigrationConfig.Drift() {
            @Override
            public Optional<Duration> every() {
                return every;
            }

            @Override
            public Set<String> ignore() {
                return Set.of();
            }
        };
    }

    private double gauge(String name) {
        return registry.get("migration.drift." + name).gauge().value();
    }
}
