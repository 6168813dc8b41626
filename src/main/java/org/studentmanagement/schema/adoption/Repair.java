package org.studentmanagement.schema.adoption;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ColumnType;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;
import org.studentmanagement.schema.drift.Difference;
import org.studentmanagement.schema.drift.Difference.State;
import org.studentmanagement.schema.drift.OrdinaryTable;

/**
 * The script that makes of what is there the revision that it is nearest to, in an order that runs. To obey it loses no row:
 * what is a decision is said in a comment, with the query for it, before the statement that depends on it.
 */
public final class Repair {
    private final Deviation deviation;
    private final Schema found;
    private final Connection connection;
    private final List<String> differences = new ArrayList<>();
    private final List<String> script = new ArrayList<>();

    private Repair(Deviation deviation, Connection connection) {
        this.deviation = deviation;
        this.connection = connection;
        found = deviation.renaming().schema();
    }

    /** The database is only read. */
    public static Repair of(Adoption adoption, Connection connection) throws SQLException {
        Repair repair = new Repair(adoption.deviation(), connection);
        Set<String> done = new HashSet<>();
        repair.deviation.obstacles().forEach(obstacle -> done.addAll(obstacle.mend()));
        List<Dependent> dependents =
                Dependent.of(repair.deviation.expected(), repair.deviation.later(), connection).stream()
                        .filter(dependent -> !done.contains(dependent.undo()))
                        .toList();
        repair.differences.addAll(adoption.differences());
        dependents.forEach(dependent -> repair.differences.add(dependent.sentence()));
        repair.write(dependents);
        return repair;
    }

    /** What keeps the database from being that revision, or from getting beyond it, in sentences. */
    public List<String> differences() {
        return differences;
    }

    public List<String> script() {
        return script;
    }

    public static List<String> even(Deviation deviation) {
        List<String> statements = new ArrayList<>();
        for (Difference difference : deviation.harmless()) {
            switch (difference.kind()) {
                case "column" -> statements.addAll(renumbered(difference, deviation.expected()));
                case "sequence", "owned by" -> {}
                default -> statements.addAll(difference.mend());
            }
        }
        return statements.stream().map(statement -> statement + ";").toList();
    }

    /** Makes of an identity column one that has a sequence, or the other way round, in one transaction. No number is given twice. */
    private static List<String> renumbered(Difference column, Schema expected) {
        List<SchemaObject> sequence = Stream.concat(
                        expected.of(ObjectKind.SEQUENCE, column.table()),
                        expected.of(ObjectKind.OWNED_BY, column.table())
                                .filter(owned -> owned.text().equals(column.name())))
                .toList();
        if (sequence.isEmpty()) {
            return column.mend();
        }
        String alter = "ALTER TABLE %s ALTER COLUMN %s ".formatted(column.table(), column.name());
        List<String> statements = new ArrayList<>(List.of("BEGIN", alter + "DROP IDENTITY"));
        sequence.forEach(object -> statements.add(object.create()));
        statements.add(
                alter + "SET DEFAULT nextval('%s')".formatted(sequence.get(0).name()));
        statements.add(goOn(sequence.get(sequence.size() - 1)));
        statements.add("COMMIT");
        return statements;
    }

    private void write(List<Dependent> dependents) throws SQLException {
        for (Dependent dependent : dependents) {
            if (dependent.again() != null) {
                say("To have it again, run this when the upgrade has ended:\n%s;".formatted(dependent.again()));
            }
            run(dependent.undo());
        }
        deviation.renaming().statements().forEach(this::run);
        List<Difference> backwards = new ArrayList<>(deviation.obstacles());
        Collections.reverse(backwards);
        // A table that is logged may not refer to one that is not.
        backwards.sort(Comparator.comparing(this::refersToOthers));
        for (Difference difference : backwards) {
            undo(difference);
        }
        for (Difference difference : deviation.obstacles()) {
            make(difference);
        }
    }

    private boolean refersToOthers(Difference difference) {
        return difference.kind().equals(ObjectKind.UNLOGGED.toString())
                && found.of(ObjectKind.FOREIGN_KEY, difference.table())
                        .findAny()
                        .isPresent();
    }

    private void undo(Difference difference) {
        if (difference.state() != State.ADDED) {
            difference.undo().forEach(this::run);
            return;
        }
        boolean later = deviation.isOfLater(difference);
        String name = difference.name();
        switch (difference.kind()) {
            case "table" -> {}
            case "column" ->
                run("ALTER TABLE %s %s %s %s"
                        .formatted(
                                difference.table(),
                                later ? "RENAME COLUMN" : "ALTER COLUMN",
                                name,
                                later ? "TO " + OrdinaryTable.before(name) : "DROP NOT NULL"));
            case "trigger" ->
                run("ALTER TRIGGER %s ON %s RENAME TO %s"
                        .formatted(name, difference.table(), OrdinaryTable.before(name)));
            case "function", "procedure", "sequence", "enum", "domain", "composite type", "view", "materialized view" ->
                run("ALTER %s %s RENAME TO %s"
                        .formatted(
                                difference.undo().get(0).replaceFirst("DROP (\\w+( VIEW)?) .*", "$1"),
                                name,
                                OrdinaryTable.before(
                                        name.endsWith(")") ? name.substring(0, name.indexOf('(')) : name)));
            case "rule", "policy", "row level security" -> {
                say("What %s %s does for others ends here: %s".formatted(difference.kind(), name, difference.found()));
                difference.undo().forEach(this::run);
            }
            default -> difference.undo().forEach(this::run);
        }
    }

    private void make(Difference difference) throws SQLException {
        Optional<SchemaObject> should = Deviation.find(deviation.expected(), difference);
        boolean whole = difference.kind().equals("table") && difference.state() == State.CHANGED;
        if (whole) {
            for (SchemaObject part : deviation.expected().objects()) {
                if (part.table().equals(difference.name())) {
                    askFor(part);
                }
            }
            say(OrdinaryTable.warning(should.orElseThrow()));
        } else if (should.isPresent()) {
            askFor(should.get());
        }
        if (difference.kind().equals("table") && difference.state() == State.GONE) {
            say("If the rows of %1$s are kept under another name, give that table the name %1$s instead."
                    .formatted(difference.name()));
        }
        Optional<String> unsure = should.flatMap(this::unsure);
        if (unsure.isPresent()) {
            say(unsure.get());
            return;
        }
        difference.make().forEach(this::run);
        should.filter(object -> object.kind() == ObjectKind.COLUMN || object.kind() == ObjectKind.TABLE)
                .ifPresent(this::number);
    }

    private void askFor(SchemaObject should) throws SQLException {
        for (ViolatingRows rows : ViolatingRows.of(should, found, connection)) {
            say(rows.sentence());
            run(rows.query());
        }
    }

    private Optional<String> unsure(SchemaObject should) {
        return found.find(should.key())
                .filter(is -> is.kind() == ObjectKind.COLUMN)
                .filter(is -> !ColumnType.of(is.first()).isSurelyCastTo(ColumnType.of(should.first())))
                .map(is ->
                        "Nobody can tell by the types alone how %s becomes %s: add a column %s, fill it, and exchange the names."
                                .formatted(is.first(), should.first(), OrdinaryTable.before(should.name())));
    }

    /** A sequence that was made for rows that are there goes on after them. */
    private void number(SchemaObject made) {
        deviation
                .expected()
                .of(ObjectKind.OWNED_BY, made.table())
                .filter(object ->
                        made.kind() == ObjectKind.TABLE || object.text().equals(made.name()))
                .filter(object -> found.objects().stream()
                        .noneMatch(is ->
                                is.kind() == ObjectKind.SEQUENCE && is.name().equals(object.name())))
                .forEach(object -> run(goOn(object)));
    }

    private void say(String sentence) {
        script.add("-- " + sentence.replace("\n", "\n-- "));
    }

    private void run(String statement) {
        script.add(statement + ";");
    }

    private static String goOn(SchemaObject ownedBy) {
        return "SELECT setval('%s', coalesce(max(%s), 0) + 1, false) FROM %s"
                .formatted(ownedBy.name(), ownedBy.text(), ownedBy.table());
    }
}
