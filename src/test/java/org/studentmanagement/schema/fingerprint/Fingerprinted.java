package org.studentmanagement.schema.fingerprint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.testsupport.PostgresServer;

/** A database of which a fingerprint is taken, and which is then compared with it. */
final class Fingerprinted {
    private final Datasource datasource;
    private Fingerprint fingerprint;

    Fingerprinted(String... setup) throws SQLException {
        datasource = new Datasource(PostgresServer.url(PostgresServer.scratch()), Optional.empty(), Optional.empty());
        execute(setup);
        take();
    }

    Fingerprint take() throws SQLException {
        try (Snapshot snapshot = Snapshot.open(datasource)) {
            fingerprint = Fingerprint.take(snapshot);
            return fingerprint;
        }
    }

    void takeWithout(String column) throws SQLException {
        try (Snapshot snapshot = Snapshot.open(datasource)) {
            fingerprint = Fingerprint.take(snapshot, table -> true, other -> !other.equals(column));
        }
    }

    List<TableDifference> differences() throws SQLException {
        try (Snapshot snapshot = Snapshot.open(datasource)) {
            return Comparison.of(fingerprint, snapshot);
        }
    }

    List<TableDifference> differencesAfter(String... statements) throws SQLException {
        execute(statements);
        return differences();
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = datasource.connect("test");
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    Datasource datasource() {
        return datasource;
    }
}
