package org.studentmanagement.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.changes.SteppingDatabase;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Seed;

/**
 * Processes that are killed with -9 on the way up and down, at points that a seed decides, over the rows of the Flask
 * generation. {@code -Dkills=200 -Dseed=7} does so longer and elsewhere.
 */
@Order(1)
@BesideTheService
@Tag("kill")
class KilledMigrationIT {
    private static final int KILLS = Integer.getInteger("kills", 12);
    private static final int FURTHEST = 5;
    private static final long LONGEST_STEP_NANOS = Duration.ofMillis(40).toNanos();
    private static final LegacyDatabase LEGACY = LegacyDatabase.WITH_STUDENT_COURSES;
    private static final String BOTTOM = "create_student_courses";

    /** Beyond the changesets that fill columns and build indexes of many rows, and no further with each change that is new. */
    private static final String TOP = "courses_code_not_null";

    @RegisterExtension
    private final Seed seed = new Seed(1);

    private final Random random = seed.random();
    private final int top =
            Changelog.files().stream().map(Changelog::slug).toList().indexOf(TOP) + 1;
    private final List<String> schemas = new ArrayList<>();

    @Test
    void aKilledMigrationLeavesWholeRevisionsAndTheNextOneGoesOn() throws Exception {
        try (var database = new SteppingDatabase(LEGACY.create())) {
            database.adopt(LEGACY.changesets());
            schemas.add(database.schema().sql());
            while (LEGACY.changesets() + schemas.size() <= top) {
                database.up();
                schemas.add(database.schema().sql());
            }
            String rows = rows(database);

            boolean up = false;
            for (int kills = 0; kills < KILLS; ) {
                if (killed(database, up)) {
                    kills++;
                    assertWhole(database);
                } else {
                    up = !up;
                }
            }

            database.upTo(TOP);
            assertThat(database.schema().sql()).isEqualTo(schemas.get(schemas.size() - 1));
            assertThat(rows(database)).isEqualTo(rows);
            assertThat(database.query("SELECT count(*) FROM migration_run WHERE outcome = 'interrupted'"))
                    .as("kills that met a revision half done, of %d", KILLS)
                    .isNotEqualTo("0");
            assertThat(database.query("SELECT count(*) FROM migration_run WHERE outcome = 'running'"))
                    .isEqualTo("0");
            assertThat(database.query("SELECT count(*) FROM databasechangeloglock WHERE locked"))
                    .isEqualTo("0");
        }
    }

    /** Starts a process and kills it some revisions later; false if it came to its end before. */
    private boolean killed(SteppingDatabase database, boolean up) throws Exception {
        int goal = 1 + random.nextInt(FURTHEST);
        long extra = (long) (random.nextDouble() * LONGEST_STEP_NANOS);
        long before = recorded(database);
        String[] arguments =
                up ? new String[] {"db", "upgrade", TOP} : new String[] {"db", "downgrade", "--yes", BOTTOM};
        PackagedService process = PackagedService.start(PostgresServer.url(database.name()), List.of(), arguments);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !process.process().isAlive() || Math.abs(recorded(database) - before) >= goal);
        LockSupport.parkNanos(extra);
        boolean killed = process.kill();
        if (!killed) {
            assertThat(process.process().exitValue())
                    .as(process.standardError())
                    .isZero();
        }
        awaitItsSessionToEnd(database);
        return killed;
    }

    private static long recorded(SteppingDatabase database) throws SQLException {
        return Long.parseLong(database.query("SELECT count(*) FROM databasechangelog"));
    }

    private static void awaitItsSessionToEnd(SteppingDatabase database) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> database.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                        .equals("0"));
    }

    /** What is recorded is there and no more, except for an index, which is not built within a transaction. */
    private void assertWhole(SteppingDatabase database) throws SQLException {
        int applied = database.applied().size() - LEGACY.changesets();
        String schema = database.schema().sql();
        if (schema.equals(schemas.get(applied))) {
            return;
        }
        assertThat(Changelog.files()
                        .subList(
                                database.applied().size() - 1,
                                Math.min(database.applied().size() + 1, top)))
                .as("what was going on when the schema was left as%n%s", schema)
                .anyMatch(file -> file.endsWith("_index.yaml"));
    }

    private static String rows(SteppingDatabase database) throws SQLException {
        return database.query(
                "SELECT (SELECT count(*) || ' ' || sum(hashtext(id || name || email)) FROM students)"
                        + " || ' ' || (SELECT count(*) || ' ' || sum(hashtext(id || name)) FROM courses)"
                        + " || ' ' || (SELECT count(*) || ' ' || sum(hashtext(student_id || '-' || course_id)) FROM student_courses)");
    }
}
