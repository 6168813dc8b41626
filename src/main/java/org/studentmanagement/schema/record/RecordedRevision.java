package org.studentmanagement.schema.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.studentmanagement.schema.catalog.RecordTables;

/** What Liquibase recorded of a changeset when it ran. */
record RecordedRevision(String slug, String file, Instant applied) {
    /** The records by their files, in the order in which they were made; none on a database that was never migrated. */
    static Map<String, RecordedRevision> read(Connection connection) throws SQLException {
        Map<String, RecordedRevision> recorded = new LinkedHashMap<>();
        try (var statement = connection.createStatement()) {
            try (var table =
                    statement.executeQuery(RecordTables.named("SELECT to_regclass('databasechangelog') IS NOT NULL"))) {
                table.next();
                if (!table.getBoolean(1)) {
                    return recorded;
                }
            }
            // Liquibase counts up the order; its times are of no time zone, and go back when summer ends.
            try (var rows = statement.executeQuery(RecordTables.named("""
                    SELECT id, filename, dateexecuted::timestamptz FROM databasechangelog
                    ORDER BY orderexecuted, dateexecuted
                    """))) {
                while (rows.next()) {
                    String file = rows.getString(2);
                    Instant applied = rows.getObject(3, OffsetDateTime.class).toInstant();
                    recorded.put(file, new RecordedRevision(rows.getString(1), file, applied));
                }
            }
        }
        return recorded;
    }
}
