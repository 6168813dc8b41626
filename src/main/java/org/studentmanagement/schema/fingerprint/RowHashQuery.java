package org.studentmanagement.schema.fingerprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is asked of the rows of a table, or of a piece of it, for which {@link ParallelReader#SOURCE} stands. */
final class RowHashQuery {
    private final String hash;
    private final List<String> key;

    /** @param saved the columns that count, which the table has at present */
    RowHashQuery(Map<String, String> saved, Map<String, String> present, List<String> key) {
        hash = hash(saved, present);
        this.key = key;
    }

    String total() {
        return "SELECT count(*), coalesce(sum(%s), 0) FROM %s".formatted(hash, ParallelReader.SOURCE);
    }

    /** A row for each cell: number, count, sum, exclusive or, and that of each column of the key. */
    String cells() {
        return "SELECT (hash & %d)::int, count(*), sum(hash), bit_xor(hash)%s FROM (%s) hashed GROUP BY 1"
                .formatted(Cell.COUNT - 1, keys(", bit_xor(key%d)"), hashed(ParallelReader.SOURCE));
    }

    String each() {
        return "SELECT %s, %s FROM %s".formatted(hash, textKey(), ParallelReader.SOURCE);
    }

    /** The same of rows as they were before and after writes, and at the end whether it was before. */
    String eachImage(String images) {
        return "SELECT %s, %s%s FROM %s"
                .formatted(hash, key.isEmpty() ? "" : textKey() + ", ", ConcurrentWrites.GONE, images);
    }

    /** The same of those with certain keys, given as one array of numbers for each column of the key. */
    String withKeys(String table) {
        return "SELECT %s, %s FROM %s WHERE (%s) IN (SELECT * FROM unnest(%s))"
                .formatted(
                        hash,
                        textKey(),
                        quoted(table),
                        key.stream().map(RowHashQuery::quoted).collect(Collectors.joining(", ")),
                        key.stream().map(column -> "?::bigint[]").collect(Collectors.joining(", ")));
    }

    String inCells(List<Integer> numbers) {
        return "SELECT hash%s FROM (%s) hashed WHERE hash & %d IN (%s)"
                .formatted(
                        keys(", key%d::text"),
                        hashed(ParallelReader.SOURCE),
                        Cell.COUNT - 1,
                        numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    /** OFFSET 0 keeps the planner from working out the hash anew wherever it is used. */
    private String hashed(String source) {
        String columns = IntStream.range(0, key.size())
                .mapToObj(i -> ", %s::bigint AS key%d".formatted(quoted(key.get(i)), i))
                .collect(Collectors.joining());
        return "SELECT %s AS hash%s FROM %s OFFSET 0".formatted(hash, columns, source);
    }

    private String keys(String template) {
        return IntStream.range(0, key.size()).mapToObj(template::formatted).collect(Collectors.joining());
    }

    private String textKey() {
        return key.stream().map(column -> quoted(column) + "::text").collect(Collectors.joining(", "));
    }

    /**
     * The SQL that makes one 64-bit number of a row. Each value's hash is the seed of the next, in the order of the columns'
     * names: a sum of separate hashes would not see that two rows have changed places in one column.
     *
     * <p>The expression is over the columns as they were when a fingerprint was saved. One whose type has changed since is cast
     * back; where that takes something away, the row hashes as another one.
     *
     * @param saved the types of the columns then, by name
     * @param present the types of the same columns now, and perhaps of others
     */
    static String hash(Map<String, String> saved, Map<String, String> present) {
        List<String> lossy = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        saved.forEach((column, type) -> {
            String value = quoted(column);
            String now = present.get(column);
            if (!HashedForm.agree(type, now)) {
                String cast = "%s::%s".formatted(value, HashedForm.of(type).cast(type));
                lossy.add("%s::%s IS DISTINCT FROM %s".formatted(cast, HashedForm.bare(now), value));
                value = cast;
            }
            values.put(value, type);
        });
        String hash = lossy.isEmpty() ? "0::bigint" : "(%s)::int::bigint".formatted(String.join(" OR ", lossy));
        for (Map.Entry<String, String> value : values.entrySet()) {
            hash = HashedForm.of(value.getValue()).hash(value.getKey(), hash);
        }
        return hash;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
