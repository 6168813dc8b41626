package org.studentmanagement.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** An archive, with files as RFC 4180 has them. The same rows give the same bytes, whenever they are written. */
final class ZippedRows implements RowWriter {
    /** The first that a ZIP can tell, in no time zone. */
    private static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final byte[] LINE_END = {'\r', '\n'};

    private final Archive archive;
    private final Instant since;
    private final Connection connection;
    private final ZipOutputStream zip;
    private final Map<String, Long> written = new LinkedHashMap<>();
    private Iterator<Archive.File> files;
    private Archive.File file;
    private CopyOut copy;
    private boolean listing;

    ZippedRows(Archive archive, Instant since, List<Archive.File> files, Connection connection, OutputStream out) {
        this.archive = archive;
        this.since = since;
        this.connection = connection;
        this.files = files.iterator();
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    @Override
    public boolean write() throws SQLException, IOException {
        if (copy == null && !begin()) {
            return false;
        }
        byte[] row = copy.readFromCopy();
        if (row == null) {
            copy = null;
            if (written.containsKey(file.name())) {
                zip.closeEntry();
            }
        } else {
            if (!written.containsKey(file.name())) {
                open();
            }
            line(row, row.length - 1);
            written.merge(file.name(), 1L, Long::sum);
        }
        return true;
    }

    /** The rows of each file that has some. */
    Map<String, Long> written() {
        return written;
    }

    /** Whether there is another file; behind the last one, it is finished. */
    private boolean begin() throws SQLException, IOException {
        if (!files.hasNext() && !listing) {
            listing = true;
            files = List.of(archive.listing(written.keySet(), since)).iterator();
        }
        if (!files.hasNext()) {
            zip.finish();
            zip.flush();
            return false;
        }
        file = files.next();
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(CsvCopy.rows(file.query()));
        return true;
    }

    /** A file that would have no row is never opened. */
    private void open() throws IOException {
        ZipEntry entry = new ZipEntry(file.name() + ".csv");
        entry.setTimeLocal(NEVER);
        zip.putNextEntry(entry);
        byte[] header = String.join(",", file.columns()).getBytes(StandardCharsets.UTF_8);
        line(header, header.length);
    }

    private void line(byte[] text, int length) throws IOException {
        zip.write(text, 0, length);
        zip.write(LINE_END);
    }
}
