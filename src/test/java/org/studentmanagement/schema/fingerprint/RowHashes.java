package org.studentmanagement.schema.fingerprint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.studentmanagement.database.Datasource;

/** Looks for values whose hashes meet. */
final class RowHashes {
    private RowHashes() {}

    /** A text for t.a, with which the row would be in the same cell as it is. */
    static String sameCell(Datasource datasource, int part, int id) throws SQLException {
        Map<String, String> columns = new TreeMap<>(Map.of("id", "integer", "part", "smallint", "a", "text"));
        String hash = RowHashQuery.hash(columns, columns) + " & " + (Cell.COUNT - 1);
        try (Connection connection = datasource.connect("test");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT a FROM (SELECT id, part, 'try ' || n AS a FROM t, generate_series(1, 100000) n
                            WHERE id = %d AND part = %d) tries
                        WHERE %s = (SELECT %s FROM t WHERE id = %d AND part = %d) LIMIT 1
                        """.formatted(id, part, hash, hash, id, part))) {
            rows.next();
            return rows.getString(1);
        }
    }
}
