package org.studentmanagement.schema.fingerprint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;

/**
 * The rows of a table in a few numbers, whatever their order.
 *
 * @param each every row, of a small table with a key; otherwise null
 * @param cells of a large table with a key of integers; otherwise null
 * @param sample some of the rows, where there are cells; otherwise null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableFingerprint(
        SortedMap<String, String> columns,
        List<String> key,
        long rows,
        BigInteger sum,
        List<KeyedHash> each,
        List<Cell> cells,
        List<KeyedHash> sample) {}
