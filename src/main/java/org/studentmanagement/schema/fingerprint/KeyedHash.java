package org.studentmanagement.schema.fingerprint;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A row of a table by its primary key, the values as PostgreSQL writes them. */
@RegisterForReflection
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"hash", "key"})
record KeyedHash(long hash, List<String> key) {
    /** Of a query that has the hash first, and then the columns of the key. */
    static KeyedHash read(ResultSet row, int keyColumns) throws SQLException {
        List<String> key = new ArrayList<>(keyColumns);
        for (int i = 0; i < keyColumns; i++) {
            key.add(row.getString(i + 2));
        }
        return new KeyedHash(row.getLong(1), key);
    }

    static List<KeyedHash> all(ResultSet rows, int keyColumns) throws SQLException {
        List<KeyedHash> all = new ArrayList<>();
        while (rows.next()) {
            all.add(read(rows, keyColumns));
        }
        return all;
    }

    Cell cell() {
        return Cell.of(hash, key.stream().mapToLong(Long::parseLong).toArray());
    }
}
