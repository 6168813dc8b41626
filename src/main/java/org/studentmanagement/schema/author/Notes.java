package org.studentmanagement.schema.author;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.author.Difference.Altered;
import org.studentmanagement.schema.author.Difference.Missing;
import org.studentmanagement.schema.author.Difference.Unexpected;

/** What a developer has to know of a draft that is not in its files. */
final class Notes {
    /** As Hibernate calls what the entities give no name. */
    private static final Pattern UNNAMED = Pattern.compile("(?i)(UK|IDX|FK)[a-z0-9]{10,}");

    private static final String APPLICATION = "student-management db, revision";

    private Notes() {}

    static List<String> of(List<Difference> differences, Catalog changelog, Catalog entities) {
        List<String> notes = new ArrayList<>();
        notes.addAll(possibleRenames(differences));
        Stream.concat(
                        missing(differences, Key.class),
                        missing(differences, Table.class).flatMap(table -> table.keys().stream()))
                .filter(Notes::isCalledOtherwise)
                .map(key -> "The entities call the %s %s; here it is %s, as PostgreSQL would call it."
                        .formatted(key.words(), key.name(), key.ownName()))
                .forEach(notes::add);
        entities.checks().stream()
                .filter(check -> !changelog.checks().contains(check))
                .forEach(check -> notes.add("Left out, for you to write if the database is to hold it too: %s of %s."
                        .formatted(check.definition(), check.table())));
        return notes;
    }

    /** How many rows of the configured database a shorter length refuses. Where it cannot be asked, nobody knows. */
    static List<String> ofRows(List<Difference> differences, Datasource database) {
        return differences.stream()
                .filter(Altered.class::isInstance)
                .map(Altered.class::cast)
                .filter(altered -> Rewrite.isShorter(altered.old(), altered.wanted()))
                .flatMap(altered -> tooLong(altered, database))
                .toList();
    }

    private static Stream<String> tooLong(Altered altered, Datasource database) {
        try (var connection = database.connect(APPLICATION);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(Rewrite.tooLong(altered.old(), altered.wanted()))) {
            rows.next();
            return rows.getLong(1) == 0
                    ? Stream.empty()
                    : Stream.of(
                            "In the configured database %d rows of %s have a %s of more than %d characters: until they are shortened, the upgrade halts."
                                    .formatted(
                                            rows.getLong(1),
                                            altered.old().table(),
                                            altered.old().name(),
                                            altered.wanted().length().orElseThrow()));
        } catch (SQLException itHasNoSuchTable) {
            return Stream.empty();
        }
    }

    /** Foreign and primary keys get names that nobody chose. */
    private static boolean isCalledOtherwise(Key key) {
        return (key.kind() == Key.Kind.INDEX || key.kind() == Key.Kind.UNIQUE)
                && !key.name().isEmpty()
                && !key.name().equals(key.ownName())
                && !UNNAMED.matcher(Part.plain(key.name())).matches();
    }

    private static List<String> possibleRenames(List<Difference> differences) {
        List<String> hints = new ArrayList<>();
        unexpected(differences, Column.class)
                .forEach(old -> missing(differences, Column.class)
                        .filter(column -> column.table().equals(old.table())
                                && column.type().equals(old.type()))
                        .forEach(column -> hints.add(hint(old.path(), column.name()))));
        unexpected(differences, Table.class)
                .forEach(old -> missing(differences, Table.class)
                        .filter(table -> names(table).equals(names(old)))
                        .forEach(table -> hints.add(hint(old.name(), table.name()))));
        return hints;
    }

    private static String hint(String old, String now) {
        return "If %s is what %s was, nothing has to go: --rename %2$s:%1$s".formatted(now, old);
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).sorted().toList();
    }

    private static <T extends Part> Stream<T> missing(List<Difference> differences, Class<T> kind) {
        return differences.stream()
                .filter(Missing.class::isInstance)
                .map(difference -> ((Missing) difference).part())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static <T extends Part> Stream<T> unexpected(List<Difference> differences, Class<T> kind) {
        return differences.stream()
                .filter(Unexpected.class::isInstance)
                .map(difference -> ((Unexpected) difference).part())
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
