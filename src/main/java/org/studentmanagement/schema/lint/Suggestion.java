package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to write instead.
 *
 * @param steps changesets, in their order
 * @param yaml what a changeset lacks; empty for nothing
 */
record Suggestion(List<Step> steps, String yaml) {
    /** The SQL of one changeset, with {@code runInTransaction: false} where it is not transactional. */
    record Step(String sql, boolean transactional) {}

    static Suggestion step(String... statements) {
        return new Suggestion(List.of(new Step(joined(statements), true)), "");
    }

    static Suggestion outside(String... statements) {
        return new Suggestion(List.of(new Step(joined(statements), false)), "");
    }

    /** For what a changeset lacks. */
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

    /** As it is printed. */
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
