package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.studentmanagement.terminal.Refused;

/** The table or, where there is a column, the column that has another name in the entities. */
public record Rename(String table, Optional<String> column, String name) {
    private static final Pattern SYNTAX = Pattern.compile("([a-z_]\\w*)(?:\\.([a-z_]\\w*))?:([a-z_]\\w*)");

    /**
     * Constraints, indexes and sequences of a table, and the names that PostgreSQL would give them. An index keeps the names that
     * its columns had when it was made, so only those of its expressions are of use. NOT NULL has a name from PostgreSQL 18 on, which
     * is left alone: a changeset must run on the older ones, too.
     */
    private static final String OWN_NAMES = """
            WITH part AS (
                SELECT 'constraint' AS kind, conname::text AS name, NULL::oid AS index,
                    CASE WHEN contype = 'p' OR contype = 'c' AND cardinality(conkey) <> 1 THEN '{}' ELSE conkey END AS key,
                    CASE contype WHEN 'p' THEN '_pkey' WHEN 'u' THEN '_key' WHEN 'f' THEN '_fkey'
                        WHEN 'x' THEN '_excl' ELSE '_check' END AS suffix
                FROM pg_constraint
                WHERE conrelid = ?::regclass AND contype IN ('p', 'u', 'f', 'x', 'c')
                UNION ALL
                SELECT 'index', relname::text, indexrelid, indkey::int2[], '_idx'
                FROM pg_index
                JOIN pg_class ON oid = indexrelid
                WHERE indrelid = ?::regclass
                  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
                UNION ALL
                SELECT 'sequence', relname::text, NULL, ARRAY[refobjsubid::int2], '_seq'
                FROM pg_depend
                JOIN pg_class ON oid = objid AND relkind = 'S'
                WHERE classid = 'pg_class'::regclass AND refobjid = ?::regclass AND refobjsubid > 0
            )
            SELECT kind, name, relname
                || coalesce((SELECT string_agg('_' || attname, '' ORDER BY place)
                    FROM unnest(key) WITH ORDINALITY AS item (number, place)
                    JOIN pg_attribute ON CASE number
                        WHEN 0 THEN attrelid = index AND attnum = place
                        ELSE attrelid = pg_class.oid AND attnum = number END), '')
                || suffix AS own
            FROM part, pg_class
            WHERE pg_class.oid = ?::regclass
            ORDER BY kind, name
            """;

    private record Own(String kind, String name) {}

    /** Reads {@code table:name} or {@code table.column:name}. */
    public static Rename parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new Refused("A renaming is written table:name or table.column:name, as in"
                    + " students.number:registration, but this one is \"" + text + "\".");
        }
        return new Rename(matcher.group(1), Optional.ofNullable(matcher.group(2)), matcher.group(3));
    }

    /**
     * Renames, and returns the changesets that do the same and let the release before go on: a column gets a second one beside
     * it, a table a view with its name. Where something stands on a column that would not follow, it is renamed at once.
     *
     * @throws Refused if the changelog has no such table or column, or the entities none of the new name
     */
    List<Changeset> tryOut(Connection connection, Catalog entities) throws SQLException {
        Catalog changelog = Catalog.read(connection);
        require(changelog, entities);
        Optional<Column> old = column.flatMap(changelog.tables().get(table)::column);
        if (old.filter(SecondColumn::canFollow).isPresent()) {
            Column wanted = entities.tables().get(table).column(name).orElseThrow();
            return new SecondColumn(old.get(), wanted).tryOut(connection);
        }
        return List.of(atOnce(connection));
    }

    /** What PostgreSQL named after the old name is named after the new. */
    private Changeset atOnce(Connection connection) throws SQLException {
        List<String> forth = new ArrayList<>();
        List<String> back = new ArrayList<>();
        Map<Own, String> before = ownNames(connection, table);
        step(
                connection,
                forth,
                back,
                column.isPresent()
                        ? "ALTER TABLE %s RENAME COLUMN %%s TO %%s;".formatted(table)
                        : "ALTER TABLE %s RENAME TO %s;",
                column.orElse(table),
                name);
        String now = column.isPresent() ? table : name;
        for (Map.Entry<Own, String> after : ownNames(connection, now).entrySet()) {
            Own part = after.getKey();
            boolean own = part.name().equals(before.get(part));
            if (own && !after.getValue().equals(part.name())) {
                step(
                        connection,
                        forth,
                        back,
                        switch (part.kind()) {
                            case "constraint" -> "ALTER TABLE %s RENAME CONSTRAINT %%s TO %%s;".formatted(now);
                            case "index" -> "ALTER INDEX %s RENAME TO %s;";
                            default -> "ALTER SEQUENCE %s RENAME TO %s;";
                        },
                        part.name(),
                        after.getValue());
            }
        }
        if (column.isEmpty()) {
            String view =
                    "CREATE VIEW %s AS SELECT * FROM %s;\nCOMMENT ON VIEW %1$s IS '%3$s%2$s, for the release before.';"
                            .formatted(table, name, Twin.FORMER);
            execute(connection, view);
            forth.add(view);
            back.add("DROP VIEW %s;".formatted(table));
        }
        Collections.reverse(back);
        Changeset changeset = Changeset.of(
                "rename_" + table + column.map(c -> "_" + c).orElse(""),
                "%s becomes %s".formatted(column.map(c -> table + "." + c).orElse(table), name),
                column.map(c -> Precondition.column(table, c)).orElseGet(() -> Precondition.table(table)),
                String.join("\n", forth),
                String.join("\n", back));
        return column.isEmpty() && changeset.sql().contains("ALTER SEQUENCE")
                ? changeset.silencing("# lint: renamed-in-use: a view has the table's former name, and nobody but the"
                        + " table itself draws from its sequence.")
                : changeset;
    }

    private void require(Catalog changelog, Catalog entities) {
        Table old = changelog.tables().get(table);
        if (old == null || column.isPresent() && old.column(column.get()).isEmpty()) {
            throw new Refused("The changelog has no %s to rename."
                    .formatted(column.map(c -> "column " + table + "." + c).orElse("table " + table)));
        }
        Table wanted = entities.tables().get(column.isPresent() ? table : name);
        if (wanted == null || column.isPresent() && wanted.column(name).isEmpty()) {
            throw new Refused("The entities have no %s to rename to."
                    .formatted(column.map(c -> "column " + table + "." + name).orElse("table " + name)));
        }
    }

    private static void step(
            Connection connection, List<String> forth, List<String> back, String statement, String from, String to)
            throws SQLException {
        String sql = statement.formatted(from, to);
        execute(connection, sql);
        forth.add(sql);
        back.add(statement.formatted(to, from));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<Own, String> ownNames(Connection connection, String table) throws SQLException {
        Map<Own, String> names = new LinkedHashMap<>();
        try (var query = connection.prepareStatement(OWN_NAMES)) {
            for (int parameter = 1; parameter <= 4; parameter++) {
                query.setString(parameter, table);
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    names.put(new Own(rows.getString("kind"), rows.getString("name")), rows.getString("own"));
                }
            }
        }
        return names;
    }
}
