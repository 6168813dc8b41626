package org.studentmanagement.schema.author;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.author.MappingDifference.Kind;

/** What a developer has to know of a draft that is not in its files. */
final class Notes {
    /** As Hibernate calls what the entities give no name. */
    private static final Pattern UNNAMED = Pattern.compile("(?i)(UK|IDX|FK)[a-z0-9]{10,}");

    private static final String APPLICATION = "student-management db, revision";

    private Notes() {}

    static List<String> of(List<MappingDifference> differences, MappedSchema changelog, MappedSchema entities) {
        List<String> notes = new ArrayList<>();
        notes.addAll(possibleRenames(differences));
        Stream.concat(
                        missing(differences, MappedKey.class),
                        missing(differences, MappedTable.class).flatMap(table -> table.keys().stream()))
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
    static List<String> ofRows(List<MappingDifference> differences, Datasource database) {
        return differences.stream()
                .filter(difference -> difference.is(Kind.ALTERED, MappedColumn.class))
                .flatMap(difference ->
                        tooLong((MappedColumn) difference.old(), (MappedColumn) difference.wanted(), database))
                .toList();
    }

    private static Stream<String> tooLong(MappedColumn old, MappedColumn wanted, Datasource database) {
        if (!ColumnTypeChange.isShorter(old, wanted)) {
            return Stream.empty();
        }
        try (var connection = database.connect(APPLICATION)) {
            long rows = Jdbc.number(connection, ColumnTypeChange.tooLong(old, wanted));
            return rows == 0
                    ? Stream.empty()
                    : Stream.of(
                            "In the configured database %d rows of %s have a %s of more than %d characters: until they are shortened, the upgrade halts."
                                    .formatted(
                                            rows,
                                            old.table(),
                                            old.name(),
                                            wanted.length().orElseThrow()));
        } catch (SQLException itHasNoSuchTable) {
            return Stream.empty();
        }
    }

    /** Foreign and primary keys get names that nobody chose. */
    private static boolean isCalledOtherwise(MappedKey key) {
        return (key.kind() == MappedKey.Kind.INDEX || key.kind() == MappedKey.Kind.UNIQUE)
                && !key.name().isEmpty()
                && !key.name().equals(key.ownName())
                && !UNNAMED.matcher(MappedObject.plain(key.name())).matches();
    }

    private static List<String> possibleRenames(List<MappingDifference> differences) {
        List<String> hints = new ArrayList<>();
        unexpected(differences, MappedColumn.class)
                .forEach(old -> missing(differences, MappedColumn.class)
                        .filter(column -> column.table().equals(old.table())
                                && column.type().equals(old.type()))
                        .forEach(column -> hints.add(hint(old.path(), column.name()))));
        unexpected(differences, MappedTable.class)
                .forEach(old -> missing(differences, MappedTable.class)
                        .filter(table -> names(table).equals(names(old)))
                        .forEach(table -> hints.add(hint(old.name(), table.name()))));
        return hints;
    }

    private static String hint(String old, String now) {
        return "If %s is what %s was, nothing has to go: --rename %2$s:%1$s".formatted(now, old);
    }

    private static List<String> names(MappedTable table) {
        return table.columns().stream().map(MappedColumn::name).sorted().toList();
    }

    private static <T extends MappedObject> Stream<T> missing(List<MappingDifference> differences, Class<T> kind) {
        return only(kind, Kind.MISSING, differences)
                .map(MappingDifference::wanted)
                .map(kind::cast);
    }

    private static <T extends MappedObject> Stream<T> unexpected(List<MappingDifference> differences, Class<T> kind) {
        return only(kind, Kind.UNEXPECTED, differences)
                .map(MappingDifference::old)
                .map(kind::cast);
    }

    private static Stream<MappingDifference> only(
            Class<? extends MappedObject> type, Kind kind, List<MappingDifference> differences) {
        return differences.stream().filter(difference -> difference.is(kind, type));
    }
}
