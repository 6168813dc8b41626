package org.studentmanagement.schema.adoption;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;
import org.studentmanagement.schema.drift.Difference;

/**
 * The script that makes of what is there the revision that it is nearest to, in an order that runs. To obey it loses no row:
 * what is a decision is said in a comment, with the query for it, before the statement that depends on it.
 *
 * @param differences what keeps the database from being that revision, or from getting beyond it, in sentences
 * @param script statements and comments
 */
public record Repair(List<String> differences, List<String> script) {
    /** The database is only read. */
    public static Repair of(Adoption adoption, Connection connection) throws SQLException {
        Deviation deviation = adoption.deviation();
        Set<String> done = new HashSet<>();
        deviation.obstacles().forEach(obstacle -> done.addAll(obstacle.mend()));
        List<Dependent> dependents = Dependent.of(deviation.expected(), deviation.later(), connection).stream()
                .filter(dependent -> !done.contains(dependent.undo()))
                .toList();
        List<String> differences = new ArrayList<>(adoption.differences());
        dependents.forEach(dependent -> differences.add(dependent.sentence()));
        return new Repair(differences, new RepairScript(deviation, connection).of(dependents));
    }

    /** The statements that would even what does no harm. */
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
        statements.add(RepairScript.goOn(sequence.get(sequence.size() - 1)));
        statements.add("COMMIT");
        return statements;
    }
}
