package org.studentmanagement.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.ClosedConnectionException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class DatabaseFaultsTest {
    static Stream<String> unusable() throws Exception {
        return Stream.of(
                PostgresServer.urlWithWrongPassword(),
                PostgresServer.url("no_such_database"),
                "jdbc:postgresql://localhost:1/away?user=postgres");
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void aDatabaseThatLetsNobodyInIsAFaultThatPasses(String url) {
        Throwable refused =
                catchThrowable(() -> DriverManager.getConnection(url).close());

        assertThat(DatabaseFaults.passing(new IllegalStateException(refused))).isTrue();
    }

    @Test
    void aSchemaThatIsNotThereYetIsAFaultThatPasses() throws Exception {
        assertThat(DatabaseFaults.passing(failure("SELECT FROM students"))).isTrue();
    }

    @Test
    void aStatementThatMakesNoSenseDoesNotPass() throws Exception {
        assertThat(DatabaseFaults.passing(failure("SELECT 1 / 0"))).isFalse();
    }

    /** As an idle connection ends between being taken from the pool and being used. */
    @Test
    void whatWasNeverSentOverAConnectionThatHadEndedCanBeSentOverAnother() {
        EmbeddedChannel ended = new EmbeddedChannel();
        ended.close();

        Throwable unsent = new SQLException(
                "ended", "08006", ended.writeAndFlush("SELECT 1").cause());

        assertThat(DatabaseFaults.unsent(unsent)).isTrue();
        assertThat(DatabaseFaults.endedUnheard(unsent)).isTrue();
        assertThat(DatabaseFaults.unsent(ClosedConnectionException.INSTANCE)).isFalse();
    }

    @Test
    void whatIsAskedOfAConnectionThatIsKnownToHaveEndedCanBeAskedOfAnother() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            PgConnectOptions server = new PgConnectOptions()
                    .setPort(PostgresServer.port())
                    .setUser("postgres")
                    .setDatabase("postgres");
            PgConnection connection = PgConnection.connect(vertx, server)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            CompletableFuture<Void> ended = new CompletableFuture<>();
            connection.closeHandler(ended::complete);
            PostgresServer.query("postgres", "SELECT pg_terminate_backend(%d)".formatted(connection.processId()));
            ended.get();

            CompletableFuture<Boolean> unsent = new CompletableFuture<>();
            connection
                    .query("SELECT 1")
                    .execute()
                    .onComplete(answer -> unsent.complete(DatabaseFaults.unsent(answer.cause())));

            assertThat(unsent.get()).isTrue();
        } finally {
            vertx.close();
        }
    }

    private static Throwable failure(String sql) throws Exception {
        try (var connection = PostgresServer.connect("postgres");
                var statement = connection.createStatement()) {
            return catchThrowable(() -> statement.execute(sql));
        }
    }
}
