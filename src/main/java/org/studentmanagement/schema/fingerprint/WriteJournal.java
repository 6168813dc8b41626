package org.studentmanagement.schema.fingerprint;

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
record WriteJournal(String name, String snapshot) {
    /** The column of the images that says whether a row was so before a write, and not after it. */
    static final String GONE = "migration_gone";

    private static final String SIDES =
            "LATERAL (VALUES (true, before, after), (false, after, before)) AS sides (gone, own, other)";

    /** How many rows others have written. */
    String count() {
        return "SELECT count(*) FROM %s journal WHERE %s".formatted(name, later());
    }

    /** How many of them are of a table. */
    String count(TableShape table) {
        return count() + " AND " + of(table);
    }

    /**
     * Rows as they were before and after each write, in the form that the table has now, as it follows FROM. Of a row that is
     * there, what nobody else ever wrote is taken as it is now: the schema and values that a migration had at the time of
     * the write, and has taken back, are then no difference, and those that it has not taken back are, since the row as it
     * was saved is not among these.
     */
    String images(TableShape table, List<String> key) {
        if (key.isEmpty()) {
            return """
                    (SELECT image.*, gone AS %s FROM %s journal, %s, json_populate_record(NULL::%s, own) image
                    WHERE own IS NOT NULL AND %s AND %s) images""".formatted(GONE, name, SIDES, quoted(table), of(table), later());
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
                        i -> "write.other ->> %s IS DISTINCT FROM write.own ->> %1$s".formatted(literal(key.get(i)))),
                each(key, " AND ", i -> "present.%s IS NULL".formatted(RowHash.quoted(key.get(i)))));
    }

    /** The keys of rows that were there, that others took away, and that are not there. */
    String deleted(TableShape table, List<String> key) {
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
                        each(key, ", ", i -> "known.%s AS key%d".formatted(RowHash.quoted(key.get(i)), i)),
                        name,
                        SIDES,
                        quoted(table),
                        of(table),
                        later());
    }

    private static String same(List<String> key, String writes) {
        return each(key, " AND ", i -> "present.%s = %s.key%d".formatted(RowHash.quoted(key.get(i)), writes, i));
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
