package org.studentmanagement.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

class ScratchDatabaseTest {
    @Test
    void itIsEmptyAndGoneOnceClosedWhoeverIsStillConnected() throws Exception {
        Datasource beside =
                new Datasource(PostgresServer.url(MigratedDatabase.create()), Optional.empty(), Optional.empty());
        Datasource scratch;
        try (ScratchDatabase database = ScratchDatabase.create(beside)) {
            scratch = database.datasource();
            var connection = scratch.connect("test");
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT to_regclass('students')")) {
                row.next();
                assertThat(row.getString(1)).isNull();
            }
        }
        assertThatThrownBy(() -> scratch.connect("test"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        gone -> assertThat(gone.getSQLState()).isEqualTo("3D000"));
    }
}
