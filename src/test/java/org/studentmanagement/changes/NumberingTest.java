package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** The numbers of rows go on where they stood, whoever stores rows while the schema changes. */
@BesideTheService
class NumberingTest {
    private static final String STORE = """
            INSERT INTO %s (name%s) SELECT 'Ada'%s FROM generate_series(1, 3)
            """;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"students, UP", "students, DOWN", "courses, UP", "courses, DOWN"})
    void rowsThatAreStoredWhileTheChangeWaitsForTheTableKeepTheirNumbers(String table, Direction direction)
            throws Exception {
        try (var database = SteppingDatabase.before(table + "_id_identity");
                Connection writer = PostgresServer.connect(database.name())) {
            if (direction == Direction.DOWN) {
                database.up();
            }
            writer.setAutoCommit(false);
            store(writer, table);

            var change = CompletableFuture.runAsync(() -> run(database, direction));
            await().until(() -> change.isDone() || waiting(database.name(), table));
            store(writer, table);
            writer.commit();
            change.join();

            writer.setAutoCommit(true);
            store(writer, table);
            assertThat(PostgresServer.query(database.name(), "SELECT array_agg(id ORDER BY id)::text FROM " + table))
                    .isEqualTo("{1,2,3,4,5,6,7,8,9}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"students", "courses"})
    void numberingThatFellBehindGoesOnBehindTheRowsAndNeverBack(String table) throws Exception {
        try (var database = SteppingDatabase.before(table + "_id_sequence")) {
            String next = "SELECT nextval('%s_id_seq')".formatted(table);
            database.up();
            assertThat(database.query(next)).as("of a table without rows").isEqualTo("1");

            database.down();
            store(database, table);
            database.execute("SELECT setval('%s_id_seq', 2)".formatted(table));
            database.up();
            assertThat(database.query(next))
                    .as("that stood before the last row")
                    .isEqualTo("5");

            database.down();
            database.execute("SELECT setval('%s_id_seq', 4, false)".formatted(table));
            database.up();
            assertThat(database.query(next))
                    .as("that gives the last row's again")
                    .isEqualTo("5");

            database.down();
            database.execute("SELECT setval('%s_id_seq', 9223372036854775807)".formatted(table));
            database.up();
            assertThat(database.query("SELECT last_value FROM %s_id_seq".formatted(table)))
                    .as("that is at its end")
                    .isEqualTo("9223372036854775807");
        }
    }

    private static void run(SteppingDatabase database, Direction direction) {
        try {
            if (direction == Direction.UP) {
                database.up();
            } else {
                database.down();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean waiting(String database, String table) throws SQLException {
        return PostgresServer.query(database, """
                        SELECT EXISTS (SELECT FROM pg_locks
                          WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                            AND relation = '%s'::regclass)
                        """.formatted(table)).equals("t");
    }

    private static void store(Connection writer, String table) throws SQLException {
        try (var statement = writer.createStatement()) {
            statement.execute(rows(table));
        }
    }

    private static void store(SteppingDatabase database, String table) throws SQLException {
        database.execute(rows(table)
                .replace("(name", table.equals("students") ? "(number, name" : "(code, name")
                .replace("SELECT 'Ada'", "SELECT upper(substr(gen_random_uuid()::text, 1, 8)), 'Ada'"));
    }

    private static String rows(String table) {
        return table.equals("students")
                ? STORE.formatted(table, ", email", ", gen_random_uuid() || '@students.example'")
                : STORE.formatted(table, "", "");
    }
}
