package org.studentmanagement.schema.drift;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/**
 * An object that is dropped and made anew because it cannot be altered. What depends on it and was not changed itself has to
 * go along and come back: comments on it, views of a view, foreign keys to a key, indexes and constraints on a column.
 */
record Replacement(SchemaObject is, SchemaObject should, List<SchemaObject> unchanged) {
    static Replacement of(SchemaObject is, SchemaObject should, Schema found, Schema expected) {
        return new Replacement(
                is,
                should,
                expected.objects().stream().filter(found.objects()::contains).toList());
    }

    List<String> undo() {
        List<SchemaObject> undone = new ArrayList<>(dependents());
        undone.add(0, is);
        Collections.reverse(undone);
        return undone.stream().map(SchemaObject::drop).toList();
    }

    List<String> make() {
        List<String> statements = new ArrayList<>(Creation.of(should, parts(should)));
        dependents().forEach(dependent -> statements.addAll(Creation.of(dependent, parts(dependent))));
        return statements;
    }

    private List<SchemaObject> parts(SchemaObject whole) {
        return unchanged.stream().filter(whole::includes).toList();
    }

    private List<SchemaObject> dependents() {
        List<SchemaObject> dependents = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(should.name()));
        for (SchemaObject other : unchanged) {
            if (!names.contains(other.name()) && depends(other, names)) {
                names.add(other.name());
                dependents.add(other);
            }
        }
        return dependents;
    }

    private boolean depends(SchemaObject other, List<String> names) {
        boolean sameTable = other.table().equals(should.table());
        return switch (should.kind()) {
            case VIEW -> other.kind() == ObjectKind.VIEW && mentions(other, names);
            case CONSTRAINT ->
                should.definition().size() > 1
                        && other.kind() == ObjectKind.FOREIGN_KEY
                        && other.text().contains(" REFERENCES " + should.table() + "(");
            case COLUMN ->
                sameTable
                        && (other.kind() == ObjectKind.INDEX || other.kind() == ObjectKind.CONSTRAINT)
                        && mentions(other, List.of(should.name()));
            default -> false;
        };
    }

    private static boolean mentions(SchemaObject object, List<String> names) {
        return names.stream()
                .anyMatch(name -> Pattern.compile("(?<![\\w\"])" + Pattern.quote(name) + "(?![\\w\"])")
                        .matcher(object.text())
                        .find());
    }
}
