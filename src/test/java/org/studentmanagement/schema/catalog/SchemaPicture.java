package org.studentmanagement.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of a database and what refers to what, as an entity relationship diagram of Mermaid. */
final class SchemaPicture {
    private static final String HEADER = """
            # Picture of the schema

            Of the tables that the changelog makes, without those in which migrations keep their own records. A line leads from a
            row to the rows that refer to it: `||` is exactly one, `|o` one or none, `o{` any number. `PK` is in the primary key, `FK`
            in a foreign key, `UK` unique by itself; what may be null says so. [schema.sql](../main/resources/db/schema.sql) has all the
            rest. Both are generated:

                %s

            ```mermaid
            erDiagram
            """;

    /** Mermaid knows no spaces, commas and quotation marks in a type. */
    private static final String COLUMNS = """
            SELECT format('        %s %s%s%s',
                regexp_replace(
                    replace(replace(format_type(atttypid, atttypmod), 'character varying', 'varchar'),
                        'timestamp with time zone', 'timestamptz'),
                    '[^a-z0-9_()\\[\\]]', '_', 'g'),
                attname,
                (SELECT ' ' || string_agg(DISTINCT mark, ', ' ORDER BY mark DESC)
                 FROM (
                     SELECT CASE contype WHEN 'p' THEN 'PK' WHEN 'f' THEN 'FK' WHEN 'u' THEN 'UK' END
                     FROM pg_constraint
                     WHERE conrelid = attrelid AND attnum = ANY (conkey)
                       AND (contype IN ('p', 'f') OR contype = 'u' AND cardinality(conkey) = 1)
                 ) AS marks (mark)),
                CASE WHEN NOT attnotnull THEN ' "null"' END)
            FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
            ORDER BY attnum
            """;

    private static final String RELATIONS = """
            SELECT format('    %s %s--%s %s : "%s"',
                confrelid::regclass,
                CASE WHEN bool_and(attnotnull) THEN '||' ELSE '|o' END,
                CASE WHEN EXISTS (
                    SELECT FROM pg_index
                    WHERE indrelid = conrelid AND indisunique AND indpred IS NULL
                      AND indkey::smallint[] <@ conkey)
                THEN 'o|' ELSE 'o{' END,
                conrelid::regclass,
                string_agg(attname, ', ' ORDER BY array_position(conkey, attnum)))
            FROM pg_constraint
            JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
            WHERE contype = 'f' AND conrelid = ?::regclass
            GROUP BY pg_constraint.oid, conname, conrelid, confrelid, conkey
            ORDER BY conname
            """;

    private SchemaPicture() {}

    /** The page with it, which says how it is made. */
    static String page(Connection connection, String command) throws SQLException {
        List<String> tables = Schema.read(connection).objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .map(SchemaObject::name)
                .toList();
        StringBuilder page = new StringBuilder(HEADER.formatted(command));
        for (String table : tables) {
            page.append("    ").append(table).append(" {\n");
            lines(connection, COLUMNS, table).forEach(line -> page.append(line).append('\n'));
            page.append("    }\n");
        }
        for (String table : tables) {
            lines(connection, RELATIONS, table)
                    .forEach(line -> page.append(line).append('\n'));
        }
        return page.append("```\n").toString();
    }

    private static List<String> lines(Connection connection, String query, String table) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            List<String> lines = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }
}
