package org.studentmanagement.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class ScratchDatabaseTest {
    private static final String DROPPING = """
            SELECT query_start FROM pg_stat_activity
            WHERE query LIKE 'DROP DATABASE%' || ? || '%' AND wait_event = 'ProcSignalBarrier'
            """;

    @Test
    void a_drop_that_a_session_elsewhere_holds_up_is_asked_for_once_more() throws Exception {
        String name = PostgresServer.scratch();
        try (Connection elsewhere = PostgresServer.connect("postgres");
                Connection dropping = PostgresServer.connect("postgres");
                Connection watching = PostgresServer.connect("postgres")) {
            String pid = Jdbc.string(elsewhere, "SELECT pg_backend_pid()::text");
            signal("-STOP", pid);
            CompletableFuture<Void> dropped;
            try {
                dropped = CompletableFuture.runAsync(() -> drop(dropping, name));
                String first = Awaitility.await().until(() -> start(watching, name), start -> !start.isEmpty());
                Awaitility.await()
                        .until(() -> start(watching, name), start -> !start.isEmpty() && !start.equals(first));
            } finally {
                signal("-CONT", pid);
            }
            dropped.join();
            assertThat(Jdbc.strings(watching, "SELECT datname FROM pg_database WHERE datname = ?", name))
                    .isEmpty();
        }
    }

    private static String start(Connection watching, String name) throws SQLException {
        return String.join("", Jdbc.strings(watching, DROPPING, name));
    }

    private static void drop(Connection connection, String name) {
        try {
            ScratchDatabase.drop(connection, name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String signal, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }
}
