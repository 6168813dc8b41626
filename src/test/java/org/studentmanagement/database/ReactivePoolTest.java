package org.studentmanagement.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** What the JDBC URL says holds for the connections of the other driver as well. */
@BesideTheService
class ReactivePoolTest {
    private final Vertx vertx = Vertx.vertx();
    private String url;

    @BeforeEach
    void make() throws SQLException {
        url = PostgresServer.url(MigratedDatabase.create());
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void theSchemaTheNameAndTheLimitsOfTheUrlAreThoseOfItsConnections() throws SQLException {
        String said = ask(
                url + "&currentSchema=pg_catalog&ApplicationName=desk&options=-c%20statement_timeout=4s",
                "SELECT current_setting('search_path') || ' ' || current_setting('application_name') || ' '"
                        + " || current_setting('statement_timeout')");

        assertThat(said).isEqualTo("pg_catalog desk 4s");
    }

    @Test
    void ofSeveralHostsTheOneIsAskedThatAnswers() throws SQLException {
        String address = url.replaceFirst("jdbc:postgresql://([^/]+)/.*", "$1");

        assertThat(ask(url.replace(address, "localhost:1," + address), "SELECT 'here'"))
                .isEqualTo("here");
    }

    @Test
    void aServerWithoutTlsIsNotAskedWhereTheUrlWantsIt() {
        assertThatThrownBy(() -> ask(url + "&sslmode=require", "SELECT 'here'")).hasMessageContaining("SSL");
    }

    @Test
    void whatWasIdleForAlmostAsLongAsItMayBeHasTimeToAnswer() throws SQLException {
        String said = ask(url, 2, pool -> {
            ask(pool, "SELECT 'first'");
            // while the connection is idle
            PostgresServer.query("postgres", "SELECT pg_sleep(1.4)");
            return ask(pool, "SELECT 'answered' FROM pg_sleep(1.4)");
        });

        assertThat(said).isEqualTo("answered");
    }

    private interface Questions {
        String to(Pool pool) throws SQLException;
    }

    private String ask(String jdbc, String statement) throws SQLException {
        return ask(jdbc, 6, pool -> ask(pool, statement));
    }

    private String ask(String jdbc, int socketTimeout, Questions questions) throws SQLException {
        ReactivePool configured = new ReactivePool();
        configured.maxSize = 1;
        configured.acquisitionTimeout = Duration.ofSeconds(3);
        configured.properties = Map.of("socketTimeout", String.valueOf(socketTimeout), "connectTimeout", "3");
        Datasource datasource = new Datasource(jdbc, Optional.empty(), Optional.empty());
        try (AgroalDataSource driver = AgroalDataSource.from(new AgroalPropertiesReader()
                .readProperties(Map.of("jdbcUrl", jdbc, "maxSize", "1"))
                .get())) {
            return questions.to(configured.open(datasource, vertx, driver));
        }
    }

    private static String ask(Pool pool, String statement) {
        return pool.query(statement)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getString(0);
    }
}
