package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.studentmanagement.database.Jdbc;

/**
 * What has kept its name since something else got the new one, so that the release before can go on. It is no difference from
 * the entities, and goes when that release is gone.
 *
 * @param name of the view, or of the table that has the column
 * @param successor the new name
 */
record FormerName(String name, Optional<MappedColumn> column, String successor) {
    private static final Pattern REMARK = Pattern.compile("^" + ShadowColumn.FORMER + "(\\S+), ");

    private static final String VIEWS = """
            SELECT quote_ident(relname), obj_description(oid, 'pg_class')
            FROM pg_class
            WHERE relkind = 'v' AND relnamespace = current_schema::regnamespace
              AND starts_with(obj_description(oid, 'pg_class'), ?)
            ORDER BY relname COLLATE "C"
            """;

    static List<FormerName> read(Connection connection, MappedSchema changelog) throws SQLException {
        List<FormerName> formers = new ArrayList<>();
        for (List<String> view :
                Jdbc.list(connection, VIEWS, row -> List.of(row.getString(1), row.getString(2)), ShadowColumn.FORMER)) {
            successor(view.get(1)).ifPresent(next -> formers.add(new FormerName(view.get(0), Optional.empty(), next)));
        }
        changelog.tables().values().stream()
                .flatMap(table -> table.columns().stream())
                .forEach(column -> column.remark()
                        .flatMap(FormerName::successor)
                        .ifPresent(next -> formers.add(new FormerName(column.table(), Optional.of(column), next))));
        return formers;
    }

    String sentence() {
        return "The %s is still there, the former name of %s."
                .formatted(column.map(MappedColumn::words).orElse("view " + name), successor);
    }

    /** Whether a trigger fills it, for the release before. */
    private static boolean isWritten(MappedColumn old) {
        return old.remark().filter(text -> text.endsWith("release before.")).isPresent();
    }

    List<Changeset> changesets() {
        if (column.isEmpty()) {
            return List.of(Changeset.of(
                    "drop_" + MappedObject.plain(name),
                    "View %s goes, the former name of %s".formatted(name, successor),
                    Precondition.relation("view", name),
                    "DROP VIEW %s;".formatted(name),
                    ""));
        }
        MappedColumn old = column.get();
        List<Changeset> changesets = new ArrayList<>(old.nullable() ? List.of() : old.dropNotNull());
        changesets.add(Changeset.of(
                        old.id() + "_drop",
                        "%s goes, the former name of %s".formatted(old.path(), successor),
                        Precondition.column(name, old.name()),
                        (isWritten(old) ? ShadowColumn.dropping(old) + "\n" : "") + old.dropping(),
                        "")
                .cautioning("All wait while %s gives the values back.".formatted(successor)));
        return changesets;
    }

    /** With the values, which the successor has. */
    List<String> refilled(List<String> undo) {
        List<String> statements = new ArrayList<>();
        for (String statement : undo) {
            statements.add(statement);
            column.filter(old -> statement.startsWith("ALTER TABLE %s ADD COLUMN %s ".formatted(name, old.name())))
                    .ifPresent(old -> statements.add("ALTER TABLE %s ALTER COLUMN %s TYPE %s USING %s"
                            .formatted(name, old.name(), old.type(), successor)));
        }
        return statements;
    }

    private static Optional<String> successor(String remark) {
        return REMARK.matcher(remark).results().map(found -> found.group(1)).findFirst();
    }
}
