package org.studentmanagement.schema.lint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.change.Change;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.lint.Inquiry.Answer;
import org.studentmanagement.schema.run.Script;

/**
 * What would make a revision fail, or do harm, once those before it have run: names that another's object has, and rows that
 * the revision does not bear. It is found out before the first one runs, from what the changesets do.
 *
 * <p>Of rows that the run itself may change before, nobody can tell beforehand; the revision finds out.
 */
public final class Foresight {
    /**
     * A revision.
     *
     * @param before a query beside its file that has rows only where it would fail; null where there is none
     * @param advice what its own precondition says of such rows; empty where it has none
     */
    public record Step(String revision, List<Change> changes, String before, String advice) {}

    private final ChangeReader reader;
    private final Inquiry inquiry;
    private final Today today = new Today();
    private final Catalog catalog = new Catalog();
    private final Names names;
    private final Touched touched;
    private final Set<Obstacle> obstacles = new LinkedHashSet<>();

    private Foresight(ChangeReader reader, Inquiry inquiry) {
        this.reader = reader;
        this.inquiry = inquiry;
        names = new Names(new Live(inquiry), today, catalog);
        touched = new Touched(inquiry);
    }

    /**
     * Looks, as of one moment.
     *
     * @param applied what has made the schema, in its order
     * @param plan what is to run, in its order
     * @param rows whether to ask for rows, too
     */
    public static List<Obstacle> look(
            Connection connection, Script script, List<Step> applied, List<Step> plan, boolean rows)
            throws SQLException {
        try (Inquiry inquiry = new Inquiry(connection)) {
            Foresight foresight = new Foresight(new ChangeReader(script), inquiry);
            if (!inquiry.rows(RecordTables.named(EMPTY)).isEmpty()) {
                return List.of();
            }
            for (Step step : applied) {
                foresight.operations(step).forEach(operation -> {
                    foresight.names.apply(operation);
                    foresight.catalog.apply(operation, 0);
                });
            }
            for (Step step : plan) {
                foresight.look(step, rows);
                if (foresight.names.areForeign()) {
                    return List.copyOf(foresight.obstacles);
                }
            }
            return List.copyOf(foresight.obstacles);
        }
    }

    /** Nothing stands in the way where nothing is, as on a new database. */
    private static final String EMPTY = """
            SELECT 'empty' WHERE NOT EXISTS (
                SELECT FROM pg_class WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
                  AND relname NOT IN ('databasechangelog', 'databasechangeloglock', 'migration_run', 'migration_run_id_seq'))
              AND NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = current_schema::regnamespace)
              AND NOT EXISTS (SELECT FROM pg_type WHERE typnamespace = current_schema::regnamespace AND typtype IN ('e', 'd', 'r'))
            """;

    private void look(Step step, boolean rows) throws SQLException {
        List<Operation> operations = operations(step);
        for (int place = 0; place < operations.size(); place++) {
            Operation operation = operations.get(place);
            for (String sentence : names.taken(operation, operations.subList(place + 1, operations.size()))) {
                obstacles.add(new Obstacle(step.revision(), sentence, null, "", false));
            }
            if (rows) {
                for (Demand demand : Demand.of(operation, catalog)) {
                    ask(step, demand);
                }
            }
            names.apply(operation);
            touched.apply(operation, today);
            catalog.apply(operation, 0);
            today.apply(operation);
        }
        if (rows && step.before() != null) {
            String query = step.before().replaceFirst("^(?m:--.*\\n)+", "");
            String what = step.before().substring(0, step.before().length() - query.length());
            ask(step, what.replaceAll("(?m)^-- ?", "").strip().replace('\n', ' '), query);
        }
    }

    private void ask(Step step, Demand demand) throws SQLException {
        for (Name table : demand.tables()) {
            if (today.table(table).isEmpty() || touched.in(table, demand.query())) {
                return;
            }
        }
        ask(step, demand.what(), demand.query());
    }

    /** What names a column that is not there yet has no answer, and is left to the revision itself. */
    private void ask(Step step, String what, String query) throws SQLException {
        Answer answer = inquiry.count(query);
        if (answer.rows() > 0) {
            obstacles.add(new Obstacle(
                    step.revision(), "%s: %d".formatted(what, answer.rows()), query + ";", step.advice(), false));
        } else if (answer.tooLong()) {
            obstacles.add(new Obstacle(step.revision(), what + ": there was no answer in time", query + ";", "", true));
        }
    }

    private List<Operation> operations(Step step) {
        List<Operation> operations = new ArrayList<>();
        reader.read(step.changes()).forEach(statement -> operations.add(statement.operation()));
        return operations;
    }
}
