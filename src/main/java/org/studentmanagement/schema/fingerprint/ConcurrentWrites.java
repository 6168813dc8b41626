package org.studentmanagement.schema.fingerprint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.TableShape;

/**
 * What others have written since a fingerprint was taken, from a journal that has each row as it was before and after. Both
 * are taken into account as if the fingerprint had been saved after them, so that only what nobody took down is a
 * difference: exactly, for any number of rows, because all that is kept of rows are sums.
 *
 * @param journal a table: {@code name} of the table that was written to, {@code writer} the transaction, {@code before}
 *     and {@code after} the row as JSON, NULL where there was none
 * @param snapshot what can be seen in it does not count, as PostgreSQL writes a {@code pg_snapshot}
 */
public record ConcurrentWrites(String journal, String snapshot) {
    /** The column of the images that says whether a row was so before a write, and not after it. */
    static final String GONE = "migration_gone";

    private static final String SIDES =
            "LATERAL (VALUES (true, before, after), (false, after, before)) AS sides (gone, own, other)";

    public static ConcurrentWrites since(Snapshot snapshot, String journal) throws SQLException {
        return new ConcurrentWrites(journal, snapshot.text("SELECT pg_current_snapshot()"));
    }

    public long rows(Snapshot present) throws SQLException {
        return Jdbc.number(present.connection(), count());
    }

    /** The fingerprint of a table as it should be now. */
    TableFingerprint expected(Snapshot present, TableShape table, RowHashQuery query, TableFingerprint saved)
            throws SQLException {
        // A connection of its own: a row that does not fit the table any more ends the transaction.
        try (Connection connection = present.join()) {
            return Jdbc.number(connection, count() + " AND " + of(table)) == 0
                    ? saved
                    : ExpectedTable.of(saved, connection, query.eachImage(images(table, saved.key())));
        }
    }

    /**
     * Without the rows that others have deleted, of which nobody knows any more what they were before a migration had
     * altered them. Null where nothing is left.
     */
    DifferingRows withoutDeleted(Snapshot present, TableShape table, DifferingRows rows) throws SQLException {
        if (rows.altered().isEmpty() && rows.lost().isEmpty()) {
            return rows;
        }
        int columns = rows.key().size();
        return rows.without(new HashSet<>(Jdbc.list(
                present.connection(),
                deleted(table, rows.key()),
                row -> KeyedHash.read(row, columns).key())));
    }

    private String count() {
        return "SELECT count(*) FROM %s journal WHERE %s".formatted(journal, later());
    }

    /**
     * Rows as they were before and after each write, in the form that the table has now, as it follows FROM. Of a row that is
     * there, what nobody else ever wrote is taken as it is now: the schema and values that a migration had at the time of
     * the write, and has taken back, are then no difference, and those that it has not taken back are, since the row as it
     * was saved is not among these.
     */
    private String images(TableShape table, List<String> key) {
        if (key.isEmpty()) {
            return """
                    (SELECT image.*, gone AS %s FROM %s journal, %s, json_populate_record(NULL::%s, own) image
                    WHERE own IS NOT NULL AND %s AND %s) images""".formatted(GONE, journal, SIDES, quoted(table), of(table), later());
        }
        // Grouped and taken apart again, because of two that are joined the server would not know that both are large.
        return """
                (WITH %s
                SELECT whole.*, write.gone AS %s
                FROM (
                        SELECT %s, array_agg(own) AS owns, array_agg(other) AS others, array_agg(gone) AS sides
                        FROM image GROUP BY %3$s
                    ) written
                    LEFT JOIN %s present ON %s
                    CROSS JOIN LATERAL (
                        SELECT array_agg(DISTINCT value.key) AS columns
                        FROM unnest(owns, others) AS write (own, other), json_each(write.own) AS value
                        WHERE write.other IS NULL OR %s OR (write.other -> value.key)::text IS DISTINCT FROM value.value::text
                    ) changed
                    CROSS JOIN LATERAL unnest(owns, sides) AS write (own, gone)
                    CROSS JOIN LATERAL json_populate_record(present, CASE WHEN %s THEN write.own ELSE
                        (SELECT json_object_agg(key, value) FROM json_each(write.own) WHERE key = ANY (changed.columns)) END) whole
                WHERE changed.columns IS NOT NULL) images""".formatted(
                        all(table, key),
                        GONE,
                        each(key, ", ", "key%d"::formatted),
                        quoted(table),
                        same(key, "written"),
                        each(
                                key,
                                " OR ",
                                i -> "write.other ->> %s IS DISTINCT FROM write.own ->> %1$s"
                                        .formatted(Jdbc.literal(key.get(i)))),
                        each(key, " AND ", i -> "present.%s IS NULL".formatted(RowHashQuery.quoted(key.get(i)))));
    }

    /** The keys of rows that were there, that others took away, and that are not there. */
    private String deleted(TableShape table, List<String> key) {
        return """
                WITH %s
                SELECT 0, %s
                FROM image
                GROUP BY %s
                HAVING count(*) FILTER (WHERE gone) > count(*) FILTER (WHERE NOT gone)
                   AND NOT EXISTS (SELECT FROM %s present WHERE %s)
                """.formatted(
                        all(table, key),
                        each(key, ", ", "key%d::text"::formatted),
                        each(key, ", ", "key%d"::formatted),
                        quoted(table),
                        same(key, "image"));
    }

    private String all(TableShape table, List<String> key) {
        return """
                image AS MATERIALIZED (
                    SELECT gone, own, other, %s
                    FROM %s journal, %s, json_populate_record(NULL::%s, own) known
                    WHERE own IS NOT NULL AND %s AND %s
                )""".formatted(
                        each(key, ", ", i -> "known.%s AS key%d".formatted(RowHashQuery.quoted(key.get(i)), i)),
                        journal,
                        SIDES,
                        quoted(table),
                        of(table),
                        later());
    }

    private static String same(List<String> key, String writes) {
        return each(key, " AND ", i -> "present.%s = %s.key%d".formatted(RowHashQuery.quoted(key.get(i)), writes, i));
    }

    private static String each(List<String> key, String separator, IntFunction<String> part) {
        return IntStream.range(0, key.size()).mapToObj(part).collect(Collectors.joining(separator));
    }

    private static String of(TableShape table) {
        return "journal.name = " + Jdbc.literal(table.name());
    }

    private String later() {
        return "NOT pg_visible_in_snapshot(journal.writer, %s)".formatted(Jdbc.literal(snapshot));
    }

    private static String quoted(TableShape table) {
        return RowHashQuery.quoted(table.name());
    }
}
