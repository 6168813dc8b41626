package org.studentmanagement.schema.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;

/**
 * A changeset, as the changelog and the database know it.
 *
 * @param file its path in the changelog; the database records the same
 * @param applied when; null for one that is pending, or where no database was asked
 * @param outOfOrder whether one that stands later in the changelog was applied before it, as happens when two branches
 * added one each
 */
public record Revision(String slug, String file, State state, Instant applied, boolean outOfOrder) {
    /** Liquibase counts up the order; its times are of no time zone, and go back when summer ends. */
    private static final String RECORDED = """
            SELECT id, filename, dateexecuted::timestamptz FROM databasechangelog
            ORDER BY orderexecuted, dateexecuted
            """;

    public Revision asApplied() {
        return new Revision(slug, file, State.APPLIED, applied, outOfOrder);
    }

    /** Whether the file is named by a day and the id, as those of this service are: other applications may keep their record here. */
    public boolean named() {
        return file.matches("(.*/)?\\d{8}_.*") && Changelog.slug(file).equals(slug);
    }

    /** Unexpected is one that the database has and the changelog has not: a newer version of the service added it. */
    public enum State {
        APPLIED,
        PENDING,
        UNEXPECTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Those that the database has, in the order in which they were applied; none on one that was never migrated. */
    static List<Revision> recorded(Connection connection) throws SQLException {
        return !Jdbc.is(connection, RecordTables.named("SELECT to_regclass('databasechangelog') IS NOT NULL"))
                ? List.of()
                : Jdbc.list(
                        connection,
                        RecordTables.named(RECORDED),
                        row -> new Revision(
                                row.getString(1),
                                row.getString(2),
                                State.UNEXPECTED,
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                false));
    }
}
