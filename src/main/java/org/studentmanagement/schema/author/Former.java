package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has kept its name since something else got the new one, so that the release before can go on. It is no difference from
 * the entities, and goes when that release is gone.
 *
 * @param name of the view, or of the table that has the column
 * @param successor the new name
 */
record Former(String name, Optional<Column> column, String successor) {
    private static final Pattern REMARK = Pattern.compile(Pattern.quote(Twin.FORMER) + "(\\S+), .*");

    private static final String VIEWS = """
            SELECT quote_ident(relname), obj_description(oid, 'pg_class')
            FROM pg_class
            WHERE relkind = 'v' AND relnamespace = current_schema::regnamespace
            ORDER BY relname COLLATE "C"
            """;

    static List<Former> read(Connection connection, Catalog catalog) throws SQLException {
        List<Former> formers = new ArrayList<>();
        try (var statement = connection.createStatement();
                var views = statement.executeQuery(VIEWS)) {
            while (views.next()) {
                String name = views.getString(1);
                successor(Optional.ofNullable(views.getString(2)))
                        .ifPresent(next -> formers.add(new Former(name, Optional.empty(), next)));
            }
        }
        for (Table table : catalog.tables().values()) {
            for (Column column : table.columns()) {
                successor(column.remark())
                        .ifPresent(next -> formers.add(new Former(table.name(), Optional.of(column), next)));
            }
        }
        return formers;
    }

    String sentence() {
        return "The %s is still there, the former name of %s."
                .formatted(column.map(Column::words).orElse("view " + name), successor);
    }

    /** Whether a trigger fills it, for the release before. */
    private static boolean isWritten(Column old) {
        return old.remark().filter(text -> text.endsWith("release before.")).isPresent();
    }

    List<Changeset> changesets() {
        if (column.isEmpty()) {
            return List.of(Changeset.of(
                    "drop_" + Part.plain(name),
                    "View %s goes, the former name of %s".formatted(name, successor),
                    Precondition.none(
                            "SELECT count(*) FROM (SELECT to_regclass('%s') AS oid) s WHERE oid IS NULL"
                                    .formatted(name),
                            "There is no view %s. An earlier changeset has not run.".formatted(name)),
                    "DROP VIEW %s;".formatted(name),
                    ""));
        }
        Column old = column.get();
        List<Changeset> changesets = new ArrayList<>();
        if (!old.nullable()) {
            changesets.addAll(old.dropNotNull());
        }
        changesets.add(Changeset.of(
                        old.id() + "_drop",
                        "%s goes, the former name of %s".formatted(old.path(), successor),
                        Precondition.column(name, old.name()),
                        (isWritten(old) ? Twin.dropping(old) + "\n" : "")
                                + "ALTER TABLE %s DROP COLUMN %s;".formatted(name, old.name()),
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

    private static Optional<String> successor(Optional<String> remark) {
        return remark.map(REMARK::matcher).filter(Matcher::matches).map(found -> found.group(1));
    }
}
