package org.studentmanagement.schema.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;

/** What Liquibase recorded of a changeset when it ran. */
record RecordedRevision(String slug, String file, Instant applied) {
    /** Liquibase counts up the order; its times are of no time zone, and go back when summer ends. */
    private static final String RECORDED = """
            SELECT id, filename, dateexecuted::timestamptz FROM databasechangelog
            ORDER BY orderexecuted, dateexecuted
            """;

    /** The records by their files, in the order in which they were made; none on a database that was never migrated. */
    static Map<String, RecordedRevision> read(Connection connection) throws SQLException {
        Map<String, RecordedRevision> recorded = new LinkedHashMap<>();
        if (Jdbc.is(connection, RecordTables.named("SELECT to_regclass('databasechangelog') IS NOT NULL"))) {
            Jdbc.list(
                            connection,
                            RecordTables.named(RECORDED),
                            row -> new RecordedRevision(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getObject(3, OffsetDateTime.class).toInstant()))
                    .forEach(revision -> recorded.put(revision.file, revision));
        }
        return recorded;
    }
}
