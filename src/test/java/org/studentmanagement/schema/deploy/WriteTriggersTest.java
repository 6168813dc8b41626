package org.studentmanagement.schema.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.WriteTriggers;
import org.studentmanagement.schema.run.WriteTriggers.Kind;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** What others write while a migration goes on, in tables of all sorts, small ones and one of which not each row is kept. */
@BesideTheService
class WriteTriggersTest {
    private static final String CHANGELOG = "changelogs/members.yaml";

    private static String tables;

    private String database;
    private Datasource datasource;
    private Migrator migrator;
    private Connection other;

    @BeforeAll
    static void tablesOfAllSorts() throws SQLException {
        tables = PostgresServer.scratch();
        PostgresServer.execute(tables, """
                CREATE TABLE members (id int PRIMARY KEY, name varchar(50), city text, note json, at timestamp);
                INSERT INTO members SELECT n, 'Member ' || n, 'Ulm', '{"a" :  1}', '2026-01-01' FROM generate_series(1, 500) n;
                CREATE TABLE payments (id bigint PRIMARY KEY, member_id int REFERENCES members ON DELETE CASCADE,
                    amount numeric(8, 2));
                INSERT INTO payments SELECT n, 1 + n % 500, n / 3.0 FROM generate_series(1, 30000) n;
                CREATE TABLE "Odd "" 'name" ("key" text, before text, name text, journal text, PRIMARY KEY ("key"));
                INSERT INTO "Odd "" 'name" VALUES ('a', 'b', 'c', 'd');
                CREATE TABLE keyless (word text);
                INSERT INTO keyless VALUES ('x'), ('x'), (NULL);
                CREATE TABLE parts (id int PRIMARY KEY, word text) PARTITION BY RANGE (id);
                CREATE TABLE parts_low PARTITION OF parts FOR VALUES FROM (0) TO (100);
                CREATE TABLE parts_high PARTITION OF parts FOR VALUES FROM (100) TO (200);
                INSERT INTO parts VALUES (1, 'low'), (2, 'low'), (101, 'high');
                """);
    }

    @BeforeEach
    void aCopy() throws SQLException {
        database = PostgresServer.copy(tables);
        datasource = new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty());
        migrator = new Migrator(
                datasource, CHANGELOG, new ChangesetPreflight(MigrationObserver.NONE), MigrationObserver.NONE);
        other = PostgresServer.connect(database);
    }

    @AfterEach
    void close() throws SQLException {
        migrator.close();
        other.close();
    }

    @Test
    void whateverOthersWriteWhileTheSchemaChangesIsNoDifference() throws SQLException {
        Baseline evidence = watched();

        writeEverywhere(0);
        migrate("ALTER TABLE members ALTER COLUMN id TYPE bigint, ALTER COLUMN name TYPE text");
        migrate("ALTER TABLE payments ALTER COLUMN amount TYPE text, ADD COLUMN paid boolean DEFAULT true");
        writeEverywhere(1000);
        migrate("ALTER TABLE members ADD COLUMN since date; UPDATE members SET since = '2026-01-01'");
        writeEverywhere(2000);
        migrate("CREATE INDEX ON payments (amount); ALTER TABLE payments DROP COLUMN paid");
        writeEverywhere(3000);

        assertThat(evidence.requireRows())
                .matches("every row of before is there unaltered, but \\d{5} that others have written");
    }

    @Test
    void aTableThatOthersEmptyHasNoRowsLeftToBeAltered() throws SQLException {
        Baseline evidence = watched();

        execute(
                other,
                "TRUNCATE members CASCADE; TRUNCATE parts_low; TRUNCATE keyless; INSERT INTO members VALUES (7)");

        assertThat(evidence.requireRows()).contains("others have written");
        migrate("UPDATE members SET name = 'Eve' WHERE id = 7");
        assertHarm(evidence, "altered: id 7");
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE members SET city = 'Bath' WHERE id = 7, altered: id 7",
        "DELETE FROM payments WHERE id = 7, lost: id 7",
        "UPDATE payments SET amount = amount + 1 WHERE id = 7, altered: id 7",
        "UPDATE payments SET amount = amount + 1 WHERE id > 1000, altered",
        "UPDATE keyless SET word = 'y' WHERE word IS NULL, keyless has other rows",
        "UPDATE parts SET word = 'y' WHERE id = 101, altered: id 101",
        "UPDATE \"Odd \"\" 'name\" SET journal = 'x' WHERE \"key\" = 'a', altered: key a"
    })
    void whatTheMigrationAltersIsFoundAmongWhatOthersWrite(String harm, String named) throws SQLException {
        Baseline evidence = watched();

        writeEverywhere(0);
        migrate(harm);

        assertHarm(evidence, named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"members", "payments"})
    void aRowThatBothWriteIsFoundWhoeverWasLast(String table) throws SQLException {
        String column = table.equals("members") ? "name" : "amount";
        String theirs = "UPDATE %s SET %s = 20 + %s WHERE id = %s";
        Baseline evidence = watched();

        execute(other, theirs.formatted(table, column, 1, 4) + ";" + theirs.formatted(table, column, 1, 6));
        migrate(theirs.formatted(table, column, 2, "ANY ('{4, 5}')"));
        execute(other, theirs.formatted(table, column, 3, 5) + ";" + theirs.formatted(table, column, 3, 6));

        assertHarm(evidence, "altered: id 4, 5\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT, every row of before is there unaltered",
        "UPDATE members SET city = 'Bath' WHERE id = 9, altered: id 9",
        "UPDATE payments SET amount = amount + 1 WHERE id = 9, altered: id 9"
    })
    void whatOthersWriteWhileValuesStandThatAreTakenBackIsNoDifference(String notTakenBack, String said)
            throws SQLException {
        migrate("SET timezone = 'UTC'; DELETE FROM payments WHERE member_id BETWEEN 20 AND 22");
        Baseline evidence = watched();
        writeToAlteredRows(0);

        migrate("UPDATE members SET city = 'Bath' WHERE city = 'Ulm'; ALTER TABLE members ALTER at TYPE timestamptz");
        migrate("UPDATE payments SET amount = amount + 1; ALTER TABLE payments RENAME amount TO cost");
        writeToAlteredRows(1);
        migrate("UPDATE payments SET cost = cost - 1; ALTER TABLE payments RENAME cost TO amount");
        migrate("UPDATE members SET city = 'Ulm' WHERE city = 'Bath'; ALTER TABLE members ALTER at TYPE timestamp");
        writeToAlteredRows(2);

        migrate(notTakenBack);

        if (notTakenBack.equals("SELECT")) {
            assertThat(evidence.requireRows()).startsWith(said);
        } else {
            assertHarm(evidence, said + "\n");
        }
    }

    /** Each time other columns than a migration alters, by a session of another zone. */
    private void writeToAlteredRows(int time) throws SQLException {
        execute(other, """
                SET timezone = 'Asia/Kolkata';
                UPDATE members SET name = name || '!' WHERE id %% 3 = 0;
                UPDATE members SET at = '2026-02-01 10:00+00' WHERE id = 60 + %1$d;
                UPDATE payments SET member_id = 11 WHERE id %% 50 = 9;
                DELETE FROM members WHERE id = 20 + %1$d;
                DELETE FROM payments WHERE id IN (102 + %1$d, 20002 + %1$d);
                INSERT INTO members (id, name) VALUES (%1$d + 1000, 'New');
                """.formatted(time));
    }

    @Test
    void aFenceRefusesWritesAndServesReadsUntilItIsOpened() throws SQLException {
        WriteTriggers.begin(migrator, Kind.FENCE);

        for (String write : new String[] {
            "INSERT INTO members VALUES (1000)",
            "UPDATE members SET name = 'x' WHERE id = 0",
            "DELETE FROM members",
            "TRUNCATE keyless",
            "INSERT INTO parts_high VALUES (102)",
            "SET session_replication_role = replica; UPDATE payments SET amount = 0"
        }) {
            assertThatThrownBy(() -> execute(other, write))
                    .as(write)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("SM503"));
        }
        assertThat(count("members")).isEqualTo(500);
        migrate("UPDATE members SET city = NULL; TRUNCATE keyless");

        WriteTriggers.end(migrator.target().connection());

        execute(other, "DELETE FROM members WHERE id = 7");
        assertThat(count("members")).isEqualTo(499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FENCE", "JOURNAL"})
    void theWatchOfASessionThatHasEndedDoesNothingAndIsNoPartOfTheSchema(Kind kind) throws SQLException {
        Schema before = Schema.read(other);
        WriteTriggers.begin(migrator, kind);

        migrator.close();

        Awaitility.await().untilAsserted(() -> execute(other, "UPDATE members SET name = 'x'"));
        if (kind == Kind.JOURNAL) {
            execute(other, "DELETE FROM migration_watch; UPDATE members SET name = 'y'; TRUNCATE keyless");
            assertThat(count("migration_watch")).isZero();
        }
        assertThat(Schema.read(other)).isEqualTo(before);
        DbBench db = new DbBench(database, CHANGELOG);
        assertThat(db.run("unlock").out()).isEqualTo("Cleared the watch of a deployment that was killed.\n");
        assertThat(db.run("unlock").out()).isEqualTo("Nobody holds the migration lock.\n");
    }

    @Test
    void whoMayOnlyWriteRowsIsTakenDownAsWell() throws SQLException {
        String user = database + "_clerk";
        execute(
                other,
                "CREATE ROLE %s; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %1$s"
                        .formatted(user));
        Baseline evidence = watched();

        execute(other, "SET ROLE %s; SET search_path = pg_temp; UPDATE public.members SET name = 'x'".formatted(user));

        assertThat(evidence.requireRows()).endsWith("but 500 that others have written");
    }

    @Test
    void whoIsWritingAlreadyIsWaitedFor() throws Exception {
        other.setAutoCommit(false);
        execute(other, "UPDATE members SET name = 'x' WHERE id = 7");

        var watching = CompletableFuture.supplyAsync(this::watchedByAnotherThread);
        Awaitility.await().until(() -> waiting().equals("1"));
        assertThat(watching).isNotDone();
        other.commit();

        assertThat(watching.get().requireRows()).isEqualTo("every row of before is there unaltered");
    }

    private Baseline watchedByAnotherThread() {
        try {
            return watched();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Baseline watched() throws SQLException {
        WriteTriggers.begin(migrator, Kind.JOURNAL);
        return new Baseline(datasource, CHANGELOG, Set.of(), true);
    }

    /** New rows begin after a number, and most of the others are written once each time. */
    private void writeEverywhere(int number) throws SQLException {
        execute(other, """
                INSERT INTO members SELECT %1$d + n, 'New', NULL, '[1,  2]', now() FROM generate_series(501, 600) n;
                UPDATE members SET name = name || '!' WHERE id %% 3 = 1 AND id <> 7;
                INSERT INTO payments SELECT 10 * %1$d + n, 10, '1.50' FROM generate_series(30001, 40000) n;
                UPDATE payments SET member_id = 11 WHERE id %% 50 = 1;
                DELETE FROM members WHERE id = 20 + %1$d / 1000;
                INSERT INTO members VALUES (3), (%1$d + 601) ON CONFLICT (id) DO UPDATE SET city = 'Bonn', note = NULL;
                INSERT INTO "Odd "" 'name" VALUES (%1$d, NULL, '', 'x');
                UPDATE "Odd "" 'name" SET name = 'z', "key" = "key" || 'k' WHERE "key" <> 'a';
                INSERT INTO keyless VALUES ('%1$d'), ('x');
                DELETE FROM keyless WHERE ctid = (SELECT min(ctid) FROM keyless WHERE word = 'x');
                UPDATE parts SET id = 199 - id WHERE id <> 101;
                INSERT INTO parts_low VALUES (%1$d / 1000 + 10, 'direct');
                """.formatted(number));
    }

    private void migrate(String sql) throws SQLException {
        execute(migrator.target().connection(), sql);
    }

    private static void assertHarm(Baseline evidence, String named) {
        assertThatThrownBy(evidence::requireRows)
                .isInstanceOf(Refused.class)
                .satisfies(harm -> assertThat(harm.getMessage() + "\n").contains(named));
    }

    private String waiting() throws SQLException {
        return PostgresServer.query(
                database, "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'");
    }

    private long count(String table) throws SQLException {
        try (var statement = other.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
