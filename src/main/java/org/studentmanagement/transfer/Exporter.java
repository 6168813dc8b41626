package org.studentmanagement.transfer;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.Progress;

/** Writes CSV files, all as of one moment. Rows are passed on as they come, so memory does not grow with them. */
final class Exporter {
    private final Datasource datasource;
    private final boolean history;

    /** @param history whether what is over is to be written behind what is present */
    Exporter(Datasource datasource, boolean history) {
        this.datasource = datasource;
        this.history = history;
    }

    /**
     * Writes each file to its end, which is left to be finished.
     *
     * @return the rows of each
     * @throws IOException if a file cannot be written
     */
    Map<Sheet, Long> run(Map<Sheet, Target> targets) throws SQLException, IOException {
        try (Connection connection = datasource.connectToSchema("export")) {
            begin(connection, Duration.ZERO);
            Map<Sheet, Long> rows = new LinkedHashMap<>();
            try (Progress progress = Progress.ofSteps("Writing", total(connection, targets))) {
                for (Map.Entry<Sheet, Target> file : targets.entrySet()) {
                    rows.put(file.getKey(), write(connection, file.getKey(), file.getValue(), progress));
                }
            }
            return rows;
        }
    }

    /**
     * Writes an archive to its end, which is left to be finished.
     *
     * @return the rows of each of its files
     */
    Map<String, Long> run(Archive archive, Instant since, Target target) throws SQLException, IOException {
        try (Connection connection = datasource.connectToSchema("export")) {
            List<Archive.File> files = archive.files(connection, since);
            begin(connection, Duration.ZERO);
            ZippedRows rows = new ZippedRows(archive, since, files, connection, target.stream());
            try (Progress progress = Progress.ofSteps("Writing", Progress.UNKNOWN)) {
                while (rows.write()) {
                    progress.step();
                }
            }
            target.complete();
            return rows.written();
        }
    }

    /**
     * From now on, rows are seen as they are now.
     *
     * @param time how long a statement may take, whatever the connection has for others; zero for any time
     */
    static void begin(Connection connection, Duration time) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Jdbc.execute(connection, "SET statement_timeout = " + time.toMillis());
    }

    private long write(Connection connection, Sheet sheet, Target target, Progress progress)
            throws SQLException, IOException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        OutputStream lines = new CountedLines(target.stream(), progress);
        long rows = 0;
        for (String copy : CsvCopy.of(sheet.exports(history))) {
            rows += copies.copyOut(copy, lines);
        }
        target.complete();
        return rows;
    }

    private long total(Connection connection, Map<Sheet, Target> targets) throws SQLException {
        long total = 0;
        for (Sheet sheet : targets.keySet()) {
            if (history && sheet.exportOfHistory().isPresent()) {
                return Progress.UNKNOWN;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("SELECT count(*) FROM " + sheet.table())) {
                count.next();
                total += count.getLong(1);
            }
        }
        return total;
    }

    /** The driver writes one line at a time, first that of the header. */
    private static final class CountedLines extends FilterOutputStream {
        private final Progress progress;
        private boolean header = true;

        CountedLines(OutputStream stream, Progress progress) {
            super(stream);
            this.progress = progress;
        }

        @Override
        public void write(byte[] line) throws IOException {
            out.write(line);
            if (!header) {
                progress.step();
            }
            header = false;
        }
    }
}
