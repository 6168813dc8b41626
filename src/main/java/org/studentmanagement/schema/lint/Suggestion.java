package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to write instead.
 *
 * @param yaml what a changeset lacks; empty for nothing
 */
record Suggestion(List<Step> steps, String yaml) {
    /** The SQL of one changeset, with {@code runInTransaction: false} where it is not transactional. */
    record Step(String sql, boolean transactional) {}

    static final Suggestion NONE = new Suggestion(List.of(), "");

    static Suggestion step(String... statements) {
        return new Suggestion(List.of(new Step(joined(statements), true)), "");
    }

    static Suggestion outside(String... statements) {
        return new Suggestion(List.of(new Step(joined(statements), false)), "");
    }

    static Suggestion yaml(String yaml) {
        return new Suggestion(List.of(), yaml.stripTrailing());
    }

    /** For what has no safe form, only a safe time: a comment that says which one, above the changeset. */
    static Suggestion reason(String rule, String reason) {
        return yaml("# lint: " + rule + ": " + reason);
    }

    Suggestion then(Suggestion next) {
        return new Suggestion(
                Stream.concat(steps.stream(), next.steps.stream()).toList(), yaml.isEmpty() ? next.yaml : yaml);
    }

    /** Adds a column that does nothing to the rows that are there. */
    static Suggestion column(QualifiedName table, String column, String type) {
        return step("ALTER TABLE %s ADD COLUMN %s %s".formatted(table, column, type));
    }

    /** The type without the sequence that fills it. */
    static String unnumbered(String type) {
        return type.replaceFirst("(?i)\\b(small|big)?serial\\b", "$1int");
    }

    /** A column beside another one, to be filled while both are written. */
    static Suggestion twin(QualifiedName table, String twin, String type, String column, String value) {
        return column(table, twin, type)
                .then(portions(
                        table,
                        "%s = %s".formatted(twin, value),
                        "%s IS NULL AND %s IS NOT NULL".formatted(twin, column)));
    }

    /** Adds a constraint first, and reads the rows afterwards, when nobody waits for that. */
    static Suggestion validated(QualifiedName table, String constraint, String definition) {
        String name = QualifiedName.quoted(constraint);
        return step("ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID".formatted(table, name, definition))
                .then(step("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, name)));
    }

    /** Proves by a CHECK that the column has a value in every row. */
    static Suggestion holdingValues(QualifiedName table, String column) {
        return validated(
                table,
                table.name() + "_" + column + "_not_null_check",
                "CHECK (%s IS NOT NULL)".formatted(QualifiedName.quoted(column)));
    }

    static Suggestion notNull(QualifiedName table, String column) {
        return holdingValues(table, column)
                .then(step(
                        "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL".formatted(table, QualifiedName.quoted(column))));
    }

    /** Builds an index in the place of what an interrupted run may have left of it. */
    static Suggestion index(QualifiedName index, String definition) {
        return outside("DROP INDEX CONCURRENTLY IF EXISTS " + index, "CREATE " + definition);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(yaml.lines().toList());
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (steps.size() > 1 || !step.transactional) {
                lines.add("-- " + (steps.size() > 1 ? "changeset " + (i + 1) : "")
                        + (steps.size() > 1 && !step.transactional ? ", " : "")
                        + (step.transactional ? "" : "runInTransaction: false"));
            }
            lines.addAll(step.sql.lines().toList());
        }
        return lines;
    }

    /** Changes rows in portions, each of its own transaction, so that no lock on a row is kept for long. */
    static Suggestion portions(QualifiedName table, String assignments, String condition) {
        return outside("""
                DO $$
                DECLARE
                  changed bigint;
                BEGIN
                  LOOP
                    UPDATE %1$s SET %2$s
                      WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %3$s LIMIT 10000));
                    GET DIAGNOSTICS changed = ROW_COUNT;
                    EXIT WHEN changed = 0;
                    COMMIT;
                  END LOOP;
                END $$""".formatted(table, assignments, condition));
    }

    private static String joined(String... statements) {
        return Arrays.stream(statements)
                .map(statement -> statement.strip() + ";\n")
                .reduce("", String::concat)
                .stripTrailing();
    }
}
