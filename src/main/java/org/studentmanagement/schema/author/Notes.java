package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.studentmanagement.schema.author.MappingDifference.Missing;
import org.studentmanagement.schema.author.MappingDifference.Unexpected;

/** What a developer has to know of a draft that is not in its files. */
final class Notes {
    private Notes() {}

    static List<String> of(List<MappingDifference> differences, MappedSchema changelog, MappedSchema entities) {
        List<String> notes = new ArrayList<>(possibleRenames(differences));
        entities.checks().stream()
                .filter(check -> !changelog.checks().contains(check))
                .forEach(check -> notes.add("Left out, for you to write if the database is to hold it too: %s of %s."
                        .formatted(check.definition(), check.table())));
        return notes;
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
        return only(kind, only(Missing.class, differences.stream()).map(Missing::object));
    }

    private static <T extends MappedObject> Stream<T> unexpected(List<MappingDifference> differences, Class<T> kind) {
        return only(kind, only(Unexpected.class, differences.stream()).map(Unexpected::object));
    }

    private static <T> Stream<T> only(Class<T> kind, Stream<?> objects) {
        return objects.filter(kind::isInstance).map(kind::cast);
    }
}
