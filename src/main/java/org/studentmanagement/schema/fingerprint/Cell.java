package org.studentmanagement.schema.fingerprint;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * What the rows of a table have in common whose hashes end in the same bits, and the difference of two such. One that is of
 * one row alone tells its hash and its key.
 *
 * @param number the bits
 * @param rows how many rows
 * @param sum the sum of their hashes
 * @param xor the exclusive or of their hashes
 * @param keys the exclusive or of their keys, one for each column of the key
 */
@RegisterForReflection
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"number", "rows", "sum", "xor", "keys"})
record Cell(int number, long rows, BigInteger sum, long xor, long[] keys) {
    /** How many there are in a table. */
    static final int COUNT = 1 << 12;

    static Cell empty(int number, int keyColumns) {
        return new Cell(number, 0, BigInteger.ZERO, 0, new long[keyColumns]);
    }

    /** That of one row. */
    static Cell of(long hash, long[] key) {
        return new Cell(number(hash), 1, BigInteger.valueOf(hash), hash, key);
    }

    static int number(long hash) {
        return (int) (hash & (COUNT - 1));
    }

    Cell plus(Cell other) {
        return new Cell(number, rows + other.rows, sum.add(other.sum), xor ^ other.xor, combined(other.keys));
    }

    Cell minus(Cell other) {
        return new Cell(number, rows - other.rows, sum.subtract(other.sum), xor ^ other.xor, combined(other.keys));
    }

    Cell negated() {
        return empty(number, keys.length).minus(this);
    }

    /** Whether it can be that of one row alone. */
    boolean isOneRow() {
        return rows == 1 && sum.equals(BigInteger.valueOf(xor)) && number(xor) == number;
    }

    /** Whether nothing is in it, or nothing differs. */
    boolean nothing() {
        return rows == 0 && sum.signum() == 0 && xor == 0 && Arrays.stream(keys).allMatch(key -> key == 0);
    }

    private long[] combined(long[] others) {
        long[] combined = keys.clone();
        for (int i = 0; i < combined.length; i++) {
            combined[i] ^= others[i];
        }
        return combined;
    }
}
