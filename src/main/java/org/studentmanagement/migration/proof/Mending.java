package org.studentmanagement.migration.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.migration.ObjectKind;
import org.studentmanagement.migration.Schema;
import org.studentmanagement.migration.SchemaObject;
import org.studentmanagement.migration.proof.Difference.State;

/** Writes the SQL that makes one object what it should be, so that a table in use is held up as little as can be. */
final class Mending {
    private final Schema found;
    private final Schema expected;

    Mending(Schema found, Schema expected) {
        this.found = found;
        this.expected = expected;
    }

    Difference added(SchemaObject object, List<SchemaObject> parts) {
        String warning = switch (object.kind()) {
            case TABLE -> "Loses the rows of %s.".formatted(object.name());
            case COLUMN -> "Loses the values of %s.%s.".formatted(object.table(), object.name());
            case SEQUENCE -> "Loses where %s stood.".formatted(object.name());
            case UNLOGGED -> rewrites(object);
            default -> null;
        };
        return difference(State.ADDED, object, shown(object, parts), null, List.of(object.drop()), List.of(), warning);
    }

    Difference gone(SchemaObject object, List<SchemaObject> parts) {
        String warning = switch (object.kind()) {
            case TABLE -> "The rows of %s do not come back.".formatted(object.name());
            case COLUMN -> lostValues(object);
            case SEQUENCE -> "%s begins anew.".formatted(object.name());
            case UNLOGGED -> rewrites(object);
            default -> null;
        };
        return difference(State.GONE, object, null, shown(object, parts), List.of(), make(object, parts), warning);
    }

    Difference changed(SchemaObject is, SchemaObject should) {
        List<String> undo = List.of();
        List<String> make = List.of(should.create());
        String warning = null;
        switch (should.kind()) {
            case COLUMN -> {
                ColumnMending column = new ColumnMending(is, should);
                undo = column.undo();
                make = column.make();
                warning = column.warning();
            }
            case ENUM -> {
                EnumMending labels = new EnumMending(is, should, found, expected);
                make = labels.make();
                warning = labels.warning();
            }
            case DOMAIN -> make = DomainMending.make(is, should);
            case SEQUENCE -> make = List.of(alterSequence(should));
            case FUNCTION, PROCEDURE -> {
                if (returns(is).equals(returns(should))) {
                    make = List.of(should.create().replaceFirst("CREATE", "CREATE OR REPLACE"));
                } else {
                    undo = List.of(is.drop());
                }
            }
            case CONSTRAINT, FOREIGN_KEY -> {
                if (is.definition().get(0).equals(should.definition().get(0) + " NOT VALID")) {
                    make = List.of(validate(should));
                } else {
                    undo = undoWithDependents(is);
                    make = makeWithDependents(should);
                }
            }
            case VIEW -> {
                undo = undoWithDependents(is);
                make = makeWithDependents(should);
                warning = "Loses the grants on %s.".formatted(names(undo));
            }
            case COMPOSITE_TYPE, INDEX, TRIGGER, ROW_LEVEL_SECURITY, RULE, POLICY -> {
                undo = List.of(is.drop());
                make = make(should, List.of());
            }
            // The statement that makes one of the others replaces what is there.
            default -> {}
        }
        return difference(State.CHANGED, should, shown(is, should), shown(should, is), undo, make, warning);
    }

    private List<String> undoWithDependents(SchemaObject object) {
        List<SchemaObject> undone = new ArrayList<>(dependents(object));
        undone.add(0, object);
        Collections.reverse(undone);
        return undone.stream().map(SchemaObject::drop).toList();
    }

    private List<String> makeWithDependents(SchemaObject object) {
        List<String> statements = new ArrayList<>(make(object, List.of()));
        dependents(object).forEach(dependent -> statements.addAll(make(
                dependent,
                expected.objects().stream().filter(dependent::includes).toList())));
        return statements;
    }

    /** What nobody changed and yet has to go for a moment: views of a view, and foreign keys to a key. */
    private List<SchemaObject> dependents(SchemaObject object) {
        List<SchemaObject> dependents = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(object.name()));
        for (SchemaObject other : expected.objects()) {
            boolean depends = object.kind() == ObjectKind.VIEW
                    ? other.kind() == ObjectKind.VIEW && !names.contains(other.name()) && mentions(other, names)
                    : object.definition().size() > 1
                            && other.kind() == ObjectKind.FOREIGN_KEY
                            && other.text().contains(" REFERENCES " + object.table() + "(");
            if (depends && found.objects().contains(other)) {
                names.add(other.name());
                dependents.add(other);
            }
        }
        return dependents;
    }

    private static boolean mentions(SchemaObject view, List<String> names) {
        return names.stream().anyMatch(name -> Pattern.compile("(?<![\\w\"])" + Pattern.quote(name) + "(?![\\w\"])")
                .matcher(view.text())
                .find());
    }

    private static String names(List<String> drops) {
        return drops.stream()
                .map(drop -> drop.substring(drop.lastIndexOf(' ') + 1))
                .collect(Collectors.joining(", "));
    }

    private static List<String> make(SchemaObject object, List<SchemaObject> parts) {
        if (object.kind() == ObjectKind.TABLE) {
            return table(object, parts).definitions().stream()
                    .map(Schema.Definition::sql)
                    .toList();
        }
        List<String> statements = new ArrayList<>(
                switch (object.kind()) {
                    case COLUMN -> ColumnMending.add(object);
                    case CONSTRAINT, FOREIGN_KEY -> constraint(object);
                    case INDEX -> List.of(concurrently(object.text()));
                    default -> List.of(object.create());
                });
        parts.forEach(part -> statements.addAll(make(part, List.of())));
        return statements;
    }

    private static List<String> constraint(SchemaObject object) {
        String clause = object.definition().get(0);
        if (object.definition().size() > 1) {
            String kind = clause.startsWith("PRIMARY") ? "PRIMARY KEY" : "UNIQUE";
            String deferrable = clause.contains(" DEFERRABLE") ? clause.substring(clause.indexOf(" DEFERRABLE")) : "";
            return List.of(
                    concurrently(object.definition().get(1)),
                    "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %2$s%s"
                            .formatted(object.table(), object.name(), kind, deferrable));
        }
        return clause.startsWith("EXCLUDE") || clause.endsWith(" NOT VALID")
                ? List.of(object.create())
                : List.of(object.create() + " NOT VALID", validate(object));
    }

    private static String validate(SchemaObject constraint) {
        return "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(constraint.table(), constraint.name());
    }

    private static String concurrently(String index) {
        return index.replaceFirst(" INDEX ", " INDEX CONCURRENTLY ");
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
                .findFirst()
                .orElse("");
    }

    private static Schema table(SchemaObject table, List<SchemaObject> parts) {
        return new Schema(Stream.concat(Stream.of(table), parts.stream()).toList());
    }

    private static String rewrites(SchemaObject object) {
        return "Writes %s anew, which nobody can use meanwhile.".formatted(object.table());
    }

    private static String lostValues(SchemaObject column) {
        String lost = "The values of %s.%s do not come back".formatted(column.table(), column.name());
        return ColumnMending.wantsValues(column) ? lost + ": fill it before it becomes NOT NULL." : lost + ".";
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
                state, object.table(), object.kind().toString(), object.name(), found, expected, undo, make, warning);
    }

    private static String shown(SchemaObject object, List<SchemaObject> parts) {
        return switch (object.kind()) {
            case TABLE -> table(object, parts).createTable(object);
            case VIEW -> object.create();
            case CONSTRAINT -> object.definition().get(0);
            default -> object.text();
        };
    }

    /** A key's index is mentioned only where it is what differs. */
    private static String shown(SchemaObject object, SchemaObject other) {
        boolean index = object.kind() == ObjectKind.CONSTRAINT
                && object.definition().get(0).equals(other.definition().get(0));
        return index ? object.text() : shown(object, List.of());
    }
}
