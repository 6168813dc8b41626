package org.studentmanagement.schema.drift;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;
import org.studentmanagement.schema.drift.Difference.State;

/** Tells what differs in one object, with the SQL that makes it what it should be. */
record Correction(Schema found, Schema expected) {
    Difference added(SchemaObject object, List<SchemaObject> parts) {
        String warning = switch (object.kind()) {
            case TABLE -> "Loses the rows of %s.".formatted(object.name());
            case COLUMN -> "Loses the values of %s.%s.".formatted(object.table(), object.name());
            case SEQUENCE -> "Loses where %s stood.".formatted(object.name());
            case UNLOGGED -> "Writes %s anew, which nobody can use meanwhile.".formatted(object.table());
            default -> null;
        };
        return difference(State.ADDED, object, shown(object, parts), null, List.of(object.drop()), List.of(), warning);
    }

    Difference gone(SchemaObject object, List<SchemaObject> parts) {
        String warning = switch (object.kind()) {
            case TABLE -> "The rows of %s do not come back.".formatted(object.name());
            case COLUMN -> lostValues(object);
            case SEQUENCE -> "%s begins anew.".formatted(object.name());
            default -> null;
        };
        return difference(
                State.GONE, object, null, shown(object, parts), List.of(), Creation.of(object, parts), warning);
    }

    Difference changed(SchemaObject is, SchemaObject should) {
        return switch (should.kind()) {
            case TABLE ->
                altered(is, should, new OrdinaryTable(should, found, expected).make(), OrdinaryTable.warning(should));
            case COLUMN -> {
                ColumnCorrection column = new ColumnCorrection(is, should);
                yield column.anew()
                        ? replaced(is, should, column.warning())
                        : altered(is, should, column.make(), column.warning());
            }
            case ENUM -> {
                TypeCorrection labels = new TypeCorrection(is, should, found, expected);
                yield altered(is, should, labels.make(), labels.warning());
            }
            case DOMAIN -> altered(is, should, TypeCorrection.domain(is, should), null);
            case SEQUENCE -> altered(is, should, List.of(alterSequence(should)), null);
            case FUNCTION, PROCEDURE ->
                returns(is).equals(returns(should))
                        ? altered(
                                is, should, List.of(should.create().replaceFirst("CREATE", "CREATE OR REPLACE")), null)
                        : replaced(is, should, null);
            case CONSTRAINT, FOREIGN_KEY ->
                is.first().equals(should.first() + " NOT VALID")
                        ? altered(is, should, List.of(Creation.validate(should)), null)
                        : replaced(is, should, null);
            case VIEW -> replaced(is, should, "Loses the grants on views that are made anew.");
            case COMPOSITE_TYPE, INDEX, TRIGGER, ROW_LEVEL_SECURITY, RULE, POLICY -> replaced(is, should, null);
            // The statement that makes one of these takes the place of what is there.
            default -> altered(is, should, List.of(should.create()), null);
        };
    }

    /**
     * Drops and makes anew what cannot be altered. What depends on it and was not changed itself has to go along and come back:
     * comments on it, views of a view, foreign keys to a key, indexes and constraints on a column.
     */
    private Difference replaced(SchemaObject is, SchemaObject should, String warning) {
        List<SchemaObject> unchanged =
                expected.objects().stream().filter(found.objects()::contains).toList();
        List<SchemaObject> dependents = dependents(should, unchanged);
        List<SchemaObject> undone = new ArrayList<>(dependents);
        undone.add(0, is);
        Collections.reverse(undone);
        List<String> make = new ArrayList<>(Creation.of(should, parts(should, unchanged)));
        dependents.forEach(dependent -> make.addAll(Creation.of(dependent, parts(dependent, unchanged))));
        return difference(
                State.CHANGED,
                should,
                shown(is, should),
                shown(should, is),
                undone.stream().map(SchemaObject::drop).toList(),
                make,
                warning);
    }

    private static List<SchemaObject> parts(SchemaObject whole, List<SchemaObject> unchanged) {
        return unchanged.stream().filter(whole::includes).toList();
    }

    private static List<SchemaObject> dependents(SchemaObject should, List<SchemaObject> unchanged) {
        List<SchemaObject> dependents = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(should.name()));
        for (SchemaObject other : unchanged) {
            if (!names.contains(other.name()) && depends(other, should, names)) {
                names.add(other.name());
                dependents.add(other);
            }
        }
        return dependents;
    }

    private static boolean depends(SchemaObject other, SchemaObject should, List<String> names) {
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

    private static Difference altered(SchemaObject is, SchemaObject should, List<String> make, String warning) {
        return difference(State.CHANGED, should, shown(is, should), shown(should, is), List.of(), make, warning);
    }

    private static String alterSequence(SchemaObject sequence) {
        String options = sequence.text();
        return "ALTER SEQUENCE %s %s%s"
                .formatted(sequence.name(), options, options.endsWith(" CYCLE") ? "" : " NO CYCLE");
    }

    private static String returns(SchemaObject function) {
        return function.text()
                .lines()
                .filter(line -> line.startsWith(" RETURNS "))
                .collect(Collectors.joining());
    }

    private static String lostValues(SchemaObject column) {
        String lost = "The values of %s.%s do not come back".formatted(column.table(), column.name());
        return ColumnCorrection.wantsValues(column) ? lost + ": fill it before it becomes NOT NULL." : lost + ".";
    }

    private static Difference difference(
            State state,
            SchemaObject object,
            String found,
            String expected,
            List<String> undo,
            List<String> make,
            String warning) {
        return new Difference(
                state, object.table(), object.noun(), object.name(), found, expected, undo, make, warning);
    }

    private static String shown(SchemaObject object, List<SchemaObject> parts) {
        return switch (object.kind()) {
            case TABLE -> Creation.table(object, parts).createTable(object);
            case VIEW -> object.create();
            case CONSTRAINT -> object.first();
            default -> object.text();
        };
    }

    /** A key's index is mentioned only where it is what differs. */
    private static String shown(SchemaObject object, SchemaObject other) {
        boolean index = object.kind() == ObjectKind.CONSTRAINT && object.first().equals(other.first());
        return index ? object.text() : shown(object, List.of());
    }
}
