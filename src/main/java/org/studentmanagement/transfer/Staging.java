package org.studentmanagement.transfer;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.studentmanagement.terminal.Progress;

/** The files on their way into the staging tables. */
final class Staging implements Closeable {
    private final List<Sheet> sheets;
    private final Map<Sheet, CsvFile> files = new LinkedHashMap<>();
    private final Progress progress;

    private Staging(List<Sheet> sheets, Progress progress) {
        this.sheets = sheets;
        this.progress = progress;
    }

    /** Opens all files: a wrong header should not be found after millions of rows of another file. */
    static Staging open(List<Sheet> sheets, Map<Sheet, Source> sources, ImportWatcher watcher)
            throws UnusableFileException {
        Staging staging = new Staging(sheets, watcher.reading(bytes(sources)));
        try {
            for (Sheet sheet : sheets) {
                if (sources.containsKey(sheet)) {
                    staging.files.put(sheet, CsvFile.open(sources.get(sheet), sheet, staging.progress));
                }
            }
            return staging;
        } catch (UnusableFileException e) {
            staging.close();
            throw e;
        }
    }

    /** Creates the staging tables, fills them, and returns which columns each file has. */
    Map<Sheet, Set<String>> copyTo(Connection connection) throws UnusableFileException, SQLException {
        create(connection, sheets);
        Map<Sheet, Set<String>> given = new LinkedHashMap<>();
        for (Map.Entry<Sheet, CsvFile> entry : files.entrySet()) {
            copy(connection, entry.getKey(), entry.getValue());
            given.put(entry.getKey(), Set.copyOf(entry.getValue().columns()));
        }
        return given;
    }

    /** Creates the tables. */
    static void create(Connection connection, List<Sheet> sheets) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // the service's own connections may have a limit
            statement.execute("SET statement_timeout = 0");
            for (Sheet sheet : sheets) {
                statement.execute(sheet.staging());
            }
        }
    }

    @Override
    public void close() {
        progress.close();
        for (CsvFile file : files.values()) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void copy(Connection connection, Sheet sheet, CsvFile file) throws UnusableFileException, SQLException {
        PGCopyOutputStream copy = new PGCopyOutputStream(
                connection.unwrap(PGConnection.class),
                "COPY import_%s (line, refused_column, reason, %s) FROM STDIN (FORMAT csv)"
                        .formatted(sheet.name(), String.join(", ", file.stagedColumns())));
        // quoted empty, NULL is not: the two are told apart by nothing else
        CsvWriter rows = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(copy, StandardCharsets.UTF_8);
        try {
            file.writeRows(rows);
            rows.flush();
        } catch (UncheckedIOException e) {
            throw fault(e.getCause());
        } catch (IOException e) {
            throw fault(e);
        }
        copy.endCopy();
    }

    private static SQLException fault(IOException writing) {
        return writing.getCause() instanceof SQLException fault ? fault : new SQLException(writing);
    }

    private static long bytes(Map<Sheet, Source> sources) {
        boolean unknown = sources.values().stream().anyMatch(source -> source.size() == Progress.UNKNOWN);
        return unknown
                ? Progress.UNKNOWN
                : sources.values().stream().mapToLong(Source::size).sum();
    }
}
