package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.Refused;

/** The table or, where there is a column, the column that has another name in the entities. */
public record Rename(String table, Optional<String> column, String name) {
    private static final Pattern SYNTAX = Pattern.compile("([a-z_]\\w*)(?:\\.([a-z_]\\w*))?:([a-z_]\\w*)");

    /**
     * Constraints, indexes and sequences of a renamed table, or of one with a renamed column, whose name is the one that PostgreSQL
     * gave them before, and the one that it would give them now. An index keeps the names that its columns had when it was made, so
     * only those of its expressions are of use. NOT NULL has a name from PostgreSQL 18 on, which
     * is left alone: a changeset must run on the older ones, too.
     */
    private static final String NAMED_AFTER_IT = """
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
            SELECT CASE kind WHEN 'constraint' THEN 'ALTER TABLE ' || relname || ' RENAME CONSTRAINT %s TO %s;'
                    ELSE 'ALTER ' || upper(kind) || ' %s RENAME TO %s;' END,
                name, relname || now || suffix
            FROM part
            JOIN pg_class ON pg_class.oid = ?::regclass
            CROSS JOIN LATERAL (
                SELECT coalesce(string_agg('_' || attname, '' ORDER BY place), '') AS now,
                    coalesce(string_agg('_' || CASE attname WHEN ?::text THEN ?::text ELSE attname::text END, '' ORDER BY place), '')
                        AS before
                FROM unnest(key) WITH ORDINALITY AS item (number, place)
                JOIN pg_attribute ON CASE number
                    WHEN 0 THEN attrelid = index AND attnum = place
                    ELSE attrelid = pg_class.oid AND attnum = number END) columns
            WHERE name = ?::text || before || suffix AND name <> relname || now || suffix
            ORDER BY kind, name
            """;

    private static final String CHECKS = """
            SELECT conname, pg_get_constraintdef(pg_constraint.oid)
            FROM pg_constraint
            JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
            WHERE conrelid = ?::regclass AND contype = 'c' AND attname = ?
            ORDER BY conname COLLATE "C"
            """;

    private record Step(String forth, String back) {
        static Step renaming(String statement, String from, String to) {
            return new Step(statement.formatted(from, to), statement.formatted(to, from));
        }
    }

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
    List<Changeset> tryOut(Connection connection, MappedSchema entities) throws SQLException {
        MappedSchema changelog = MappedSchema.read(connection);
        require(changelog, entities);
        Optional<MappedColumn> old = column.flatMap(changelog.tables().get(table)::column);
        if (old.filter(Rename::canFollow).isPresent()) {
            MappedColumn wanted = entities.tables().get(table).column(name).orElseThrow();
            return beside(connection, old.get(), wanted);
        }
        return List.of(atOnce(connection));
    }

    /** Whether all that stands on the column can stand on another one as well. */
    private static boolean canFollow(MappedColumn old) {
        return old.uses().plain() && old.generation().isNone() && old.fallback().isEmpty();
    }

    /** Adds the second column, and returns the changesets that do the same over rows. */
    private static List<Changeset> beside(Connection connection, MappedColumn old, MappedColumn wanted)
            throws SQLException {
        MappedColumn second =
                old.as(wanted.name(), old.type()).remarked(wanted.remark().or(old::ownRemark));
        ShadowColumn shadow = new ShadowColumn(old, second, true);
        List<Changeset> changesets =
                new ArrayList<>(shadow.changesets(Precondition.noColumn(old.table(), wanted.name())));
        changesets.addAll(checks(connection, old, wanted));
        Jdbc.execute(connection, shadow.sql());
        if (!old.nullable()) {
            Jdbc.execute(connection, second.alter("SET NOT NULL"));
        }
        return changesets;
    }

    /** The same conditions for the second column, as PostgreSQL writes them where the first one has its name. */
    private static List<Changeset> checks(Connection connection, MappedColumn old, MappedColumn wanted)
            throws SQLException {
        String table = old.table();
        String before = "_" + MappedObject.plain(old.name());
        String after = "_" + MappedObject.plain(wanted.name());
        var renaming = connection.setSavepoint();
        Jdbc.execute(connection, "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table, old.name(), wanted.name()));
        List<NotValidConstraint> checks = Jdbc.list(
                connection,
                CHECKS,
                row -> {
                    String own = row.getString(1);
                    String name = own.contains(before) ? own.replace(before, after) : own + after;
                    return new NotValidConstraint(table, name, row.getString(2));
                },
                table,
                MappedObject.plain(wanted.name()));
        connection.rollback(renaming);
        Precondition column = Precondition.column(table, wanted.name());
        String meaning = "%s is held to what %s is".formatted(wanted.path(), old.path());
        return checks.stream()
                .flatMap(check -> check.changesets(meaning, column, column).stream())
                .toList();
    }

    /** What PostgreSQL named after the old name is named after the new. */
    private Changeset atOnce(Connection connection) throws SQLException {
        String now = column.isPresent() ? table : name;
        List<Step> steps = new ArrayList<>();
        steps.add(column.map(old -> Step.renaming("ALTER TABLE " + table + " RENAME COLUMN %s TO %s;", old, name))
                .orElseGet(() -> Step.renaming("ALTER TABLE %s RENAME TO %s;", table, name)));
        Jdbc.execute(connection, steps.get(0).forth);
        steps.addAll(Jdbc.list(
                connection,
                NAMED_AFTER_IT,
                row -> Step.renaming(row.getString(1), row.getString(2), row.getString(3)),
                now,
                now,
                now,
                now,
                name,
                column.orElse(""),
                table));
        if (column.isEmpty()) {
            String view =
                    "CREATE VIEW %s AS SELECT * FROM %s;\nCOMMENT ON VIEW %1$s IS '%3$s%2$s, for the release before.';"
                            .formatted(table, name, ShadowColumn.FORMER);
            steps.add(new Step(view, "DROP VIEW %s;".formatted(table)));
        }
        for (Step step : steps.subList(1, steps.size())) {
            Jdbc.execute(connection, step.forth);
        }
        String forth = steps.stream().map(Step::forth).collect(Collectors.joining("\n"));
        Collections.reverse(steps);
        Changeset changeset = Changeset.of(
                "rename_" + table + column.map(c -> "_" + c).orElse(""),
                "%s becomes %s".formatted(column.map(c -> table + "." + c).orElse(table), name),
                column.map(c -> Precondition.column(table, c)).orElseGet(() -> Precondition.table(table)),
                forth,
                steps.stream().map(Step::back).collect(Collectors.joining("\n")));
        return column.isEmpty() && changeset.sql().contains("ALTER SEQUENCE")
                ? changeset.silencing("# lint: renamed-in-use: a view has the table's former name, and nobody but the"
                        + " table itself draws from its sequence.")
                : changeset;
    }

    private void require(MappedSchema changelog, MappedSchema entities) {
        MappedTable old = changelog.tables().get(table);
        if (old == null || column.isPresent() && old.column(column.get()).isEmpty()) {
            throw new Refused("The changelog has no %s to rename."
                    .formatted(column.map(c -> "column " + table + "." + c).orElse("table " + table)));
        }
        MappedTable wanted = entities.tables().get(column.isPresent() ? table : name);
        if (wanted == null || column.isPresent() && wanted.column(name).isEmpty()) {
            throw new Refused("The entities have no %s to rename to."
                    .formatted(column.map(c -> "column " + table + "." + name).orElse("table " + name)));
        }
    }
}
