package org.studentmanagement.oneroster;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of an archive.
 *
 * @param files their texts, by the names without {@code .csv}
 */
record RosterZip(Map<String, String> files) {
    static RosterZip read(byte... zip) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                assertThat(entry.getName()).endsWith(".csv");
                files.put(
                        entry.getName().replace(".csv", ""),
                        new String(entries.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return new RosterZip(files);
    }

    /** The same from texts. */
    static byte[] write(Map<String, String> files) throws IOException {
        return write(files, StandardCharsets.UTF_8);
    }

    static byte[] write(Map<String, String> files, Charset encoding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey() + ".csv"));
                zip.write(file.getValue().getBytes(encoding));
            }
        }
        return bytes.toByteArray();
    }

    /** Of a file of the specification. */
    static List<String> columns(String file) {
        return Arrays.stream(RosterFile.values())
                .filter(known -> known.file.equals(file))
                .findFirst()
                .orElseThrow()
                .columns;
    }

    List<String> header(String file) {
        return List.of(files.get(file).lines().findFirst().orElseThrow().split(","));
    }

    /** None of a file that is not there. */
    List<Map<String, String>> rows(String file) {
        if (!files.containsKey(file)) {
            return List.of();
        }
        return CsvReader.builder().ofNamedCsvRecord(files.get(file)).stream()
                .map(NamedCsvRecord::getFieldsAsMap)
                .toList();
    }

    Map<String, String> row(String file, String sourcedId) {
        return rows(file).stream()
                .filter(row -> row.get("sourcedId").equals(sourcedId))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no " + sourcedId));
    }

    /** What the manifest says of each file. */
    Map<String, String> manifest() {
        Map<String, String> said = new LinkedHashMap<>();
        rows("manifest").forEach(row -> said.put(row.get("propertyName"), row.get("value")));
        return said;
    }
}
