package org.studentmanagement.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.DriverManager;
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

    private static Throwable failure(String sql) throws Exception {
        try (var connection = PostgresServer.connect("postgres");
                var statement = connection.createStatement()) {
            return catchThrowable(() -> statement.execute(sql));
        }
    }
}
