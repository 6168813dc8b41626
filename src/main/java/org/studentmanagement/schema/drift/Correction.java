package org.studentmanagement.schema.drift;

import java.util.List;
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
            case COLUMN -> {
                ColumnCorrection column = new ColumnCorrection(is, should);
                yield altered(is, should, column.make(), column.warning());
            }
            case ENUM -> altered(is, should, labels(is, should), null);
            case TABLE, DOMAIN -> altered(is, should, List.of(), null);
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
            case INDEX, TRIGGER, ROW_LEVEL_SECURITY, RULE, POLICY -> replaced(is, should, null);
            // The statement that makes one of these takes the place of what is there.
            default -> altered(is, should, List.of(should.create()), null);
        };
    }

    /** What depends on it, and would have to go and come back along with it, PostgreSQL names. */
    private Difference replaced(SchemaObject is, SchemaObject should, String warning) {
        List<SchemaObject> parts = expected.objects().stream()
                .filter(part -> should.includes(part) && found.objects().contains(part))
                .toList();
        return difference(
                State.CHANGED,
                should,
                shown(is, should),
                shown(should, is),
                List.of(is.drop()),
                Creation.of(should, parts),
                warning);
    }

    /** PostgreSQL can add a label, and has no way to take one away or to move it. */
    private static List<String> labels(SchemaObject is, SchemaObject should) {
        List<String> labels = should.definition();
        if (!labels.stream().filter(is.definition()::contains).toList().equals(is.definition())) {
            return List.of();
        }
        return labels.stream()
                .filter(label -> !is.definition().contains(label))
                .map(label -> "ALTER TYPE %s ADD VALUE %s%s"
                        .formatted(
                                should.name(),
                                label,
                                label.equals(should.first())
                                        ? " BEFORE " + is.first()
                                        : " AFTER " + labels.get(labels.indexOf(label) - 1)))
                .toList();
    }

    private static Difference altered(SchemaObject is, SchemaObject should, List<String> make, String warning) {
        return difference(
                State.CHANGED,
                should,
                shown(is, should),
                shown(should, is),
                List.of(),
                make,
                make.isEmpty() ? "Nobody can tell how to mend %s: do it by hand.".formatted(should.name()) : warning);
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
