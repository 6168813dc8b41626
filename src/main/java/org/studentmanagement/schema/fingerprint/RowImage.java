package org.studentmanagement.schema.fingerprint;

import java.util.Arrays;
import java.util.List;

/** A row as it was before, which is gone, or as it is now, which has come; an altered row is one of each. */
record RowImage(boolean present, long hash, long[] key) {
    List<String> name() {
        return Arrays.stream(key).mapToObj(String::valueOf).toList();
    }

    static long[] key(List<String> name) {
        return name.stream().mapToLong(Long::parseLong).toArray();
    }
}
