package org.studentmanagement.imports;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.UUID;
import javax.sql.DataSource;
import org.studentmanagement.database.Jdbc;

/** The files of an import, in parts: of each file, one is in memory at a time. */
record ImportFiles(DataSource database, UUID id) {
    private static final String ADD = "INSERT INTO import_parts (import_id, sheet, part, content) VALUES (?, ?, ?, ?)";

    private static final String READ =
            "SELECT content FROM import_parts WHERE import_id = ? AND sheet = ? AND part = ?";

    void add(String sheet, int part, byte... content) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Jdbc.update(connection, ADD, id, sheet, part, content);
        }
    }

    InputStream read(String sheet) {
        return new SequenceInputStream(new Parts(sheet));
    }

    /** Null behind the last. */
    private byte[] part(String sheet, int part) {
        try (Connection connection = database.getConnection()) {
            return Jdbc.first(connection, READ, row -> row.getBytes(1), id, sheet, part)
                    .orElse(null);
        } catch (SQLException e) {
            throw new LostFileException(e);
        }
    }

    /** The database did not give a part of a file. */
    static final class LostFileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private LostFileException(SQLException cause) {
            super(cause);
        }

        SQLException fault() {
            return (SQLException) getCause();
        }
    }

    private final class Parts implements Enumeration<InputStream> {
        private final String sheet;
        private int part;
        private byte[] next;

        Parts(String sheet) {
            this.sheet = sheet;
            next = part(sheet, part);
        }

        @Override
        public boolean hasMoreElements() {
            return next != null;
        }

        @Override
        public InputStream nextElement() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            InputStream present = new ByteArrayInputStream(next);
            next = part(sheet, ++part);
            return present;
        }
    }
}
