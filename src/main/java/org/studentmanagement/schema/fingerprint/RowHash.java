package org.studentmanagement.schema.fingerprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The SQL that makes one 64-bit number of a row. Each value's hash is the seed of the next, in the order of the columns'
 * names: a sum of separate hashes would not see that two rows have changed places in one column.
 */
final class RowHash {
    private RowHash() {}

    /**
     * The expression over the columns as they were when a fingerprint was saved. One whose type has changed since is cast
     * back; where that takes something away, the row hashes as another one.
     *
     * @param saved the types of the columns then, by name
     * @param present the types of the same columns now, and perhaps of others
     */
    static String of(Map<String, String> saved, Map<String, String> present) {
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
