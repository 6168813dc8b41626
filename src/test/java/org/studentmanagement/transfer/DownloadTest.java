package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class DownloadTest {
    private static final String MORE_THAN_MEMORY_HOLDS =
            "SELECT generate_series(1, 10000000000) AS n, repeat('x', 100) AS text";

    private static final Duration LONG = Duration.ofMinutes(15);

    private final AtomicInteger ended = new AtomicInteger();
    private Connection connection;
    private Connection watching;
    private int backend;

    @BeforeEach
    void connect() throws SQLException {
        String database = PostgresServer.scratch();
        connection = PostgresServer.connect(database);
        watching = PostgresServer.connect(database);
        backend = (int) Jdbc.number(connection, "SELECT pg_backend_pid()");
        Exporter.begin(connection, LONG);
    }

    @Test
    void theDatabaseWaitsForWhoReadsAndNoMoreIsHeldThanOnePart() throws Exception {
        Download download = download(LONG, MORE_THAN_MEMORY_HOLDS);

        for (int part = 0; part < 3; part++) {
            assertThat(download.next().length).isBetween(Download.PART, Download.PART + 200);
        }

        await().untilAsserted(() -> assertThat(waitEvents()).containsExactly("ClientWrite"));
        download.breakOff();
        assertEnded();
    }

    @Test
    void filesOfSeveralQueriesHaveOneHeaderAndAnEnd() throws Exception {
        Download download = download(LONG, "SELECT 1 AS n", "SELECT 2 AS n WHERE false", "SELECT 3 AS n");

        assertThat(new String(download.next())).isEqualTo("n\n1\n3\n");
        assertThat(download.next()).isEmpty();
        assertThat(download.bytes()).isEqualTo(6);
        download.complete();
        download.breakOff();

        assertEnded();
    }

    @Test
    void theTimeIsOverForWhoStopsReading() throws Exception {
        Download download = download(Duration.ofMillis(200), MORE_THAN_MEMORY_HOLDS);
        assertThat(download.next()).isNotEmpty();

        assertEnded();
        assertThatThrownBy(() -> {
                    while (download.next().length > 0) {
                        // what was under way may come still
                    }
                })
                .isInstanceOf(SQLException.class);
    }

    @Test
    void whatHasNothingToBeReadYetIsStoppedToo() throws Exception {
        Download download = download(LONG, "SELECT pg_sleep(3600)");
        CompletableFuture<byte[]> part = CompletableFuture.supplyAsync(() -> {
            try {
                return download.next();
            } catch (SQLException stopped) {
                return new byte[0];
            }
        });
        await().until(() -> Jdbc.is(
                watching,
                "SELECT query LIKE 'COPY%' AND state = 'active' FROM pg_stat_activity WHERE pid = ?",
                backend));

        download.breakOff();

        assertThat(part.join()).isEmpty();
        assertEnded();
    }

    private Download download(Duration time, String... queries) {
        return new Download(connection, CsvRows.of(List.of(queries)), time, ended::incrementAndGet);
    }

    private void assertEnded() {
        await().untilAsserted(() -> assertThat(waitEvents()).isEmpty());
        assertThat(ended).hasValue(1);
    }

    private List<String> waitEvents() throws SQLException {
        return Jdbc.strings(watching, "SELECT coalesce(wait_event, '') FROM pg_stat_activity WHERE pid = ?", backend);
    }

    @AfterEach
    void disconnect() throws SQLException {
        watching.close();
        connection.close();
    }
}
