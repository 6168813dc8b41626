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
 * @param keys the exclusive or of their keys, one for each column of the key
 */
@RegisterForReflection
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"number", "rows", "sum", "xor", "keys"})
record Cell(int number, long rows, BigInteger sum, long xor, long[] keys) {
    static final int COUNT = 1 << 12;

    static Cell empty(int number, int keyColumns) {
        return new Cell(number, 0, BigInteger.ZERO, 0, new long[keyColumns]);
    }

    static Cell of(long hash, long[] key) {
        return new Cell(number(hash), 1, BigInteger.valueOf(hash), hash, key);
    }

    static int number(long hash) {
        return (int) (hash & (COUNT - 1));
    }

    Cell plus(Cell other) {
        long[] combined = keys.clone();
        Arrays.setAll(combined, i -> keys[i] ^ other.keys[i]);
        return new Cell(number, rows + other.rows, sum.add(other.sum), xor ^ other.xor, combined);
    }

    Cell minus(Cell other) {
        return plus(other.negated());
    }

    Cell negated() {
        return new Cell(number, -rows, sum.negate(), xor, keys);
    }

    boolean isOneRow() {
        return rows == 1 && sum.equals(BigInteger.valueOf(xor)) && number(xor) == number;
    }

    boolean nothing() {
        return rows == 0 && sum.signum() == 0 && xor == 0 && Arrays.stream(keys).allMatch(key -> key == 0);
    }
}
