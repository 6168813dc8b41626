package org.studentmanagement.migration.proof.fingerprint;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL that reads what others have written to a table.
 *
 * @param name of the journal
 * @param snapshot what can be seen in it does not count, as PostgreSQL writes a {@code pg_snapshot}
 */
record Journal(String name, String snapshot) {
    /** How a row was, and how it was then. */
    enum Side {
        BEFORE,
        AFTER;

        String column() {
            return this == BEFORE ? "before" : "after";
        }
    }

    /** How many rows others have written. */
    String count() {
        return "SELECT count(*) FROM %s journal WHERE %s".formatted(name, later());
    }

    /** How many of them are of a table. */
    String count(TableShape table) {
        return count() + " AND " + of(table);
    }

    /**
     * Rows as they were on one side of each write, in the form that the table has now, as it follows FROM. Of a row that is
     * there, what nobody else ever wrote is taken as it is now: the schema and values that a migration had at the time of
     * the write, and has taken back, are then no difference, and those that it has not taken back are, since the row as it
     * was saved is not among these.
     */
    String images(TableShape table, List<String> key, Side side) {
        if (key.isEmpty()) {
            return "(SELECT image.* FROM %s journal, json_populate_record(NULL::%s, journal.%s) image WHERE journal.%3$s IS NOT NULL AND %s AND %s) images"
                    .formatted(name, quoted(table), side.column(), of(table), later());
        }
        return """
                (WITH %s, written AS (
                    SELECT %s, array_agg(DISTINCT value.key) AS columns
                    FROM image, json_each(own) AS value
                    WHERE other IS NULL OR %s OR (other -> value.key)::text IS DISTINCT FROM value.value::text
                    GROUP BY %2$s
                )
                SELECT whole.*
                FROM image JOIN written USING (%2$s) LEFT JOIN %s present ON %s,
                    json_populate_record(present, CASE WHEN %s THEN own ELSE
                        (SELECT json_object_agg(key, value) FROM json_each(own) WHERE key = ANY (columns)) END) whole
                WHERE side = '%s') images""".formatted(
                all(table, key),
                each(key, ", ", "key%d"::formatted),
                each(key, " OR ", i -> "other ->> %s IS DISTINCT FROM own ->> %1$s".formatted(literal(key.get(i)))),
                quoted(table),
                same(key),
                each(key, " AND ", i -> "present.%s IS NULL".formatted(RowHash.quoted(key.get(i)))),
                side.column());
    }

    /** The keys of rows that were there, that others took away, and that are not there. */
    String deleted(TableShape table, List<String> key) {
        return """
                WITH %s
                SELECT 0, %s
                FROM image
                GROUP BY %s
                HAVING count(*) FILTER (WHERE side = 'before') > count(*) FILTER (WHERE side = 'after')
                   AND NOT EXISTS (SELECT FROM %s present WHERE %s)
                """.formatted(
                        all(table, key),
                        each(key, ", ", "key%d::text"::formatted),
                        each(key, ", ", "key%d"::formatted),
                        quoted(table),
                        same(key));
    }

    private String all(TableShape table, List<String> key) {
        return """
                image AS MATERIALIZED (
                    SELECT side, own, other, %s
                    FROM %s journal,
                        LATERAL (VALUES ('before', before, after), ('after', after, before)) AS sides (side, own, other),
                        json_populate_record(NULL::%s, own) known
                    WHERE own IS NOT NULL AND %s AND %s
                )""".formatted(
                        each(key, ", ", i -> "known.%s AS key%d".formatted(RowHash.quoted(key.get(i)), i)),
                        name,
                        quoted(table),
                        of(table),
                        later());
    }

    private static String same(List<String> key) {
        return each(key, " AND ", i -> "present.%s = key%d".formatted(RowHash.quoted(key.get(i)), i));
    }

    private static String each(List<String> key, String separator, IntFunction<String> part) {
        return IntStream.range(0, key.size()).mapToObj(part).collect(Collectors.joining(separator));
    }

    private static String of(TableShape table) {
        return "journal.name = " + literal(table.name());
    }

    private String later() {
        return "NOT pg_visible_in_snapshot(journal.writer, %s)".formatted(literal(snapshot));
    }

    private static String quoted(TableShape table) {
        return RowHash.quoted(table.name());
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
