package org.studentmanagement.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.studentmanagement.testsupport.PostgresServer.execute;
import static org.studentmanagement.testsupport.PostgresServer.query;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** That somebody is left to let people in, whoever writes. */
@BesideTheService
class LastAdministratorTest {
    private String database;

    @BeforeEach
    void twoAdministrators() throws SQLException {
        database = MigratedDatabase.create();
        execute(
                database,
                "INSERT INTO users (name, email, roles) SELECT 'A', n || '@school.example', '{admin}' FROM generate_series(1, 2) n");
    }

    @Test
    void ofTwoWhoShutOutEachOtherOneStays() throws SQLException {
        for (int round = 0; round < 10; round++) {
            List<Boolean> done = AtOnce.run(2, this::shutOut);

            assertThat(Collections.frequency(done, true)).isEqualTo(1);
            assertThat(query(database, "SELECT count(*) FROM users WHERE disabled_at IS NULL"))
                    .isEqualTo("1");
            execute(database, "UPDATE users SET disabled_at = NULL");
        }
    }

    private boolean shutOut(int user) throws SQLException {
        try (Connection connection = DriverManager.getConnection(PostgresServer.url(database))) {
            Jdbc.update(connection, "UPDATE users SET disabled_at = now() WHERE id = ?", (long) user + 1);
            return true;
        } catch (SQLException refused) {
            assertThat(refused.getMessage()).contains("is the last administrator");
            return false;
        }
    }

    @Test
    void theLastOneIsNeitherDeletedNorMadeSomethingElseAndOthersAre() throws SQLException {
        execute(database, "UPDATE users SET roles = '{reader}' WHERE id = 1; DELETE FROM users WHERE id = 1");

        for (String refused : List.of(
                "DELETE FROM users",
                "UPDATE users SET roles = '{reader}'",
                "UPDATE users SET disabled_at = now()",
                "BEGIN ISOLATION LEVEL REPEATABLE READ; UPDATE users SET roles = '{}'; COMMIT")) {
            assertThatThrownBy(() -> execute(database, refused)).hasMessageContaining("dministrator");
        }
        execute(database, "UPDATE users SET roles = '{admin,reader}', name = 'B'");
    }
}
