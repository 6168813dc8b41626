package org.studentmanagement.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** A file of the rows of several queries, one after the other, of which the first names the columns. */
final class CsvRows implements RowWriter {
    private final Connection connection;
    private final Iterator<String> copies;
    private final OutputStream out;
    private CopyOut copy;

    private CsvRows(List<String> queries, Connection connection, OutputStream out) {
        this.connection = connection;
        copies = CsvCopy.of(queries).iterator();
        this.out = out;
    }

    static Form of(List<String> queries) {
        return (connection, out) -> new CsvRows(queries, connection, out);
    }

    @Override
    public boolean write() throws SQLException, IOException {
        while (copy != null || copies.hasNext()) {
            if (copy == null) {
                copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copies.next());
            }
            byte[] row = copy.readFromCopy();
            if (row != null) {
                out.write(row);
                return true;
            }
            copy = null;
        }
        return false;
    }
}
