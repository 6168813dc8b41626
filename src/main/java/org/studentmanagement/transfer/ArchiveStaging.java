package org.studentmanagement.transfer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.studentmanagement.terminal.Progress;

/** The files of an archive on their way into the staging tables, in the order that it has them. Nothing is written under a name of its. */
final class ArchiveStaging {
    private static final String SUFFIX = ".csv";
    private static final int BUFFER = 1 << 16;

    /** In bytes: it says a word of each file. */
    private static final int LONGEST_LISTING = 1 << 16;

    private final Archive archive;
    private final Source zip;
    private final ImportWatcher watcher;
    private final Map<String, Sheet> sheets;
    private final Map<Sheet, Set<String>> given = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();
    private Map<String, String> listing;

    ArchiveStaging(Archive archive, Source zip, ImportWatcher watcher) {
        this.archive = archive;
        this.zip = zip;
        this.watcher = watcher;
        sheets = Stream.concat(archive.sheetsBefore().stream(), archive.sheetsBehind().stream())
                .collect(Collectors.toMap(archive::fileOf, sheet -> sheet));
    }

    /**
     * Creates the tables of all sheets, fills those of the archive, and returns which columns each file has.
     *
     * @throws UnusableFileException if it is no such archive
     */
    Map<Sheet, Set<String>> copyTo(Connection connection, List<Sheet> all) throws UnusableFileException, SQLException {
        Staging.create(connection, all);
        try (Progress progress = watcher.reading(zip.size());
                InputStream bytes =
                        new BufferedInputStream(progress.watch(zip.opener().open()), BUFFER);
                ZipInputStream entries = new ZipInputStream(bytes, StandardCharsets.UTF_8)) {
            BoundedStream content = new BoundedStream(new Kept(entries), zip.unpacked());
            for (Optional<String> name = next(entries); name.isPresent(); name = next(entries)) {
                copy(connection, name.get(), content);
            }
        } catch (IOException e) {
            throw unusable("cannot be read: " + e.getMessage());
        }
        check();
        return given;
    }

    /** What the list of the files says, once they are copied. */
    Map<String, String> said() {
        return listing;
    }

    /** The name of the next file. One that is not UTF-8 is no argument, says the JDK. */
    private Optional<String> next(ZipInputStream entries) throws IOException, UnusableFileException {
        try {
            return Optional.ofNullable(entries.getNextEntry()).map(ZipEntry::getName);
        } catch (ZipException | IllegalArgumentException damaged) {
            throw unusable("is no ZIP that can be read: " + damaged.getMessage());
        }
    }

    private void copy(Connection connection, String name, InputStream content)
            throws UnusableFileException, SQLException, IOException {
        Sheet sheet = sheets.get(name);
        boolean list = name.equals(archive.listingName() + SUFFIX);
        if (sheet == null && !list) {
            throw unusable("has a file " + Rules.quote(name) + ", which is none of "
                    + sheets.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (!read.add(name)) {
            throw unusable("has " + name + " twice");
        }
        if (list) {
            listing = listing(content.readNBytes(LONGEST_LISTING));
        } else {
            try (CsvFile file = CsvFile.open(
                    new Source(zip.name() + "/" + name, Progress.UNKNOWN, () -> content),
                    sheet,
                    Progress.elsewhere(count -> {}))) {
                Staging.copy(connection, sheet, file);
                given.put(sheet, Set.copyOf(file.columns()));
            }
        }
    }

    private Map<String, String> listing(byte... bytes) throws UnusableFileException {
        Map<String, String> said = new HashMap<>();
        try (CsvReader<CsvRecord> lines =
                CsvReader.builder().detectBomHeader(true).ofCsvRecord(new ByteArrayInputStream(bytes))) {
            for (CsvRecord line : lines) {
                if (line.getFieldCount() != 2 || said.put(line.getField(0), line.getField(1)) != null) {
                    throw unusable(archive.listingName() + SUFFIX + ", line " + line.getStartingLineNumber()
                            + ": is no name, known from no line before, with a value");
                }
            }
        } catch (CsvParseException | UncheckedIOException | IOException malformed) {
            throw unusable(archive.listingName() + SUFFIX + " is not well-formed CSV");
        }
        return said;
    }

    private void check() throws UnusableFileException {
        if (listing == null) {
            throw unusable("has no " + archive.listingName() + SUFFIX);
        }
        Set<String> names = read.stream()
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .collect(Collectors.toSet());
        Optional<String> fault = archive.fault(listing, names);
        if (fault.isPresent()) {
            throw unusable(archive.listingName() + SUFFIX + " " + fault.get());
        }
    }

    private UnusableFileException unusable(String reason) {
        return new UnusableFileException(zip.name(), reason);
    }

    /** What reads a file of the archive closes it, and not the archive. */
    private static final class Kept extends FilterInputStream {
        Kept(InputStream stream) {
            super(stream);
        }

        @Override
        public void close() {
            // the next file is read from it
        }
    }
}
