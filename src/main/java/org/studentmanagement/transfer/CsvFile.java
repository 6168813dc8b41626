package org.studentmanagement.transfer;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.terminal.Progress;

/** An open CSV file, the header of which is read and found right. Its rows are read once, one at a time. */
final class CsvFile implements Closeable {
    /** In characters. No stored value comes near, but a quote that is never closed does, and memory must not grow. */
    private static final int LONGEST_FIELD = 1 << 20;

    private static final int LONGEST_RECORD = 4 * LONGEST_FIELD;

    /** The line number, the refused column and the reason come before the file's own columns. */
    private static final int LEADING = 3;

    private final String name;
    private final Sheet sheet;
    private final List<Column> columns = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private int fields;
    private final CloseableIterator<CsvRecord> records;

    private CsvFile(Source source, Sheet sheet, CsvReader<CsvRecord> reader) {
        name = source.name();
        this.sheet = sheet;
        records = reader.iterator();
    }

    /** Opens the file and holds its header against the columns that it may have. */
    static CsvFile open(Source source, Sheet sheet, Progress progress) throws UnusableFileException {
        try {
            CsvFile file = new CsvFile(
                    source,
                    sheet,
                    CsvReader.builder()
                            .allowUnclosedQuote(false)
                            .detectBomHeader(true)
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .maxBufferSize(LONGEST_FIELD)
                            .build(
                                    CsvRecordHandler.of(limits ->
                                            limits.maxFieldSize(LONGEST_FIELD).maxRecordSize(LONGEST_RECORD)),
                                    source.open(progress)));
            file.readHeader();
            return file;
        } catch (IOException e) {
            throw unreadable(source.name(), e);
        }
    }

    /** The names of the columns, in the order of the file. */
    List<String> columns() {
        return columns.stream().map(Column::name).toList();
    }

    /** The columns of the staging table that the rows are for: those of the file, and what is wrong with some of them. */
    List<String> stagedColumns() {
        return Stream.concat(columns().stream(), faults().map(Column::fault)).toList();
    }

    /** Writes the rows for a staging table, each after its line number and, if refused, without its values. */
    void writeRows(CsvWriter staging) throws UnusableFileException {
        while (hasNext()) {
            staging.writeRecord(staged(records.next()));
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    /** Spreadsheets write semicolons where a comma is in the numbers of the language. */
    private static String hint(String heading) {
        return heading.contains(";") ? ". Semicolons are between the values: save it with commas" : "";
    }

    private void readHeader() throws UnusableFileException {
        List<Column> allowed = sheet.columns();
        String names = allowed.stream().map(Column::heading).collect(Collectors.joining(", "));
        if (!hasNext()) {
            throw new UnusableFileException(name, "is empty: its first line must name the columns " + names);
        }
        Set<String> passedOver = new HashSet<>();
        for (String heading : records.next().getFields()) {
            Optional<Column> column = allowed.stream()
                    .filter(known -> known.heading().equals(heading))
                    .findFirst();
            if (column.isEmpty() && !sheet.passesOver(heading)) {
                throw new UnusableFileException(
                        name, "unknown column " + Rules.quote(heading) + ": the columns are " + names + hint(heading));
            }
            if (column.isPresent() ? columns.contains(column.get()) : !passedOver.add(heading)) {
                throw new UnusableFileException(name, "column " + Rules.quote(heading) + " comes twice");
            }
            if (column.isPresent()) {
                columns.add(column.get());
                places.add(fields);
            }
            fields++;
        }
        for (Column column : allowed) {
            if (column.required() && !columns.contains(column)) {
                throw new UnusableFileException(name, "column " + Rules.quote(column.heading()) + " is missing");
            }
        }
    }

    private String[] staged(CsvRecord csv) {
        String line = Long.toString(csv.getStartingLineNumber());
        if (csv.getFieldCount() != fields) {
            return row(line, null, "has %d fields: send %d, as in the header".formatted(csv.getFieldCount(), fields));
        }
        String[] row = row(line, null, null);
        Predicate<Column> read = sheet.read(column -> value(csv, column));
        int next = LEADING + columns.size();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            try {
                Column.Staged staged =
                        read.test(column) ? column.stage(csv.getField(places.get(i))) : Column.Staged.NOTHING;
                row[LEADING + i] = staged.value();
                if (column.fault() != null) {
                    row[next++] = staged.fault();
                }
            } catch (RefusedValueException e) {
                return row(line, column.heading(), e.getMessage());
            }
        }
        return row;
    }

    private String value(CsvRecord csv, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return csv.getField(places.get(i));
            }
        }
        return null;
    }

    private String[] row(String... leading) {
        return Arrays.copyOf(leading, LEADING + columns.size() + (int) faults().count());
    }

    private Stream<Column> faults() {
        return columns.stream().filter(column -> column.fault() != null);
    }

    private boolean hasNext() throws UnusableFileException {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            throw new UnusableFileException(name, "is not well-formed CSV: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw unreadable(name, e.getCause());
        }
    }

    private static UnusableFileException unreadable(String name, IOException e) {
        // only gzip says so, and not always with a message
        String reason = e instanceof EOFException ? "its compressed content is cut short" : e.getMessage();
        return new UnusableFileException(name, "cannot be read: " + reason);
    }
}
