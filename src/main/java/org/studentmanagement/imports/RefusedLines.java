package org.studentmanagement.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.transfer.Archive;
import org.studentmanagement.transfer.OpenImport;
import org.studentmanagement.transfer.Sheet;

/** All lines that an import refuses, which are more than its report has. They are copied within the database, whatever their number. */
final class RefusedLines {
    private static final String FORGET = "DELETE FROM import_refusals WHERE import_id = ?";

    private static final String KEEP = """
            INSERT INTO import_refusals (import_id, sheet, line, refused_column, reason)
            SELECT ?, ?, line, refused_column, reason FROM (%s) refused
            """;

    /** What the release before has previewed has no rows, but what its report has. */
    private static final String ALL = """
            SELECT sheet, line, refused_column AS "column", reason
            FROM (
              SELECT sheet, line, refused_column, reason FROM import_refusals WHERE import_id = '%1$s'
              UNION ALL
              SELECT told ->> 'sheet', (told ->> 'line')::bigint, told ->> 'column', told ->> 'reason'
              FROM imports CROSS JOIN json_array_elements(report::json -> 'refusals') AS told
              WHERE id = '%1$s' AND NOT EXISTS (SELECT FROM import_refusals WHERE import_id = '%1$s')) refused
            ORDER BY array_position(ARRAY[%2$s], sheet), line""";

    private RefusedLines() {}

    /** In place of those of the preview before. The rows that were read are still in the tables of this connection. */
    static void keep(Connection connection, UUID id, Map<Sheet, String> files) throws SQLException {
        Jdbc.update(connection, FORGET, id);
        for (Map.Entry<Sheet, String> file : files.entrySet()) {
            Jdbc.update(connection, KEEP.formatted(OpenImport.refused(file.getKey())), id, file.getValue());
        }
    }

    /** The query for them, file by file. */
    static String of(UUID id, List<Sheet> sheets, Archive archive) {
        return ALL.formatted(
                id,
                Stream.concat(sheets.stream().map(Sheet::name), archive.fileNames().stream())
                        .map(Jdbc::literal)
                        .collect(Collectors.joining(", ")));
    }
}
