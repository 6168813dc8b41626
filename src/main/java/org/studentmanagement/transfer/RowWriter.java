package org.studentmanagement.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes a file row by row, at the pace of whoever asks for the next. */
interface RowWriter {
    /** A file that is not begun. */
    interface Form {
        RowWriter begin(Connection connection, OutputStream out);
    }

    /** Writes some more, at most a row and what stands between files; false behind the end. */
    boolean write() throws SQLException, IOException;
}
