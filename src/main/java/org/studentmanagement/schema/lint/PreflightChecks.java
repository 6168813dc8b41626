package org.studentmanagement.schema.lint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.change.Change;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.lint.ReadOnlyTransaction.RowCount;
import org.studentmanagement.schema.run.Script;

/**
 * What would make a revision fail, or do harm, once those before it have run: names that another's object has, and rows that
 * the revision does not bear. It is found out before the first one runs, from what the changesets do.
 *
 * <p>Of rows that the run itself may change before, nobody can tell beforehand; the revision finds out.
 */
public final class PreflightChecks {
    /**
     * A revision.
     *
     * @param before a query beside its file that has rows only where it would fail; null where there is none
     * @param advice what its own precondition says of such rows; empty where it has none
     */
    public record PlannedRevision(String revision, List<Change> changes, String before, String advice) {}

    private final ChangeReader reader;
    private final ReadOnlyTransaction inquiry;
    private final RenameHistory today = new RenameHistory();
    private final SchemaModel catalog = new SchemaModel();
    private final NameConflicts names;
    private final ModifiedColumns touched;
    private final Set<PreflightFailure> obstacles = new LinkedHashSet<>();

    private PreflightChecks(ChangeReader reader, ReadOnlyTransaction inquiry) {
        this.reader = reader;
        this.inquiry = inquiry;
        names = new NameConflicts(new CatalogObjects(inquiry), today, catalog);
        touched = new ModifiedColumns(inquiry);
    }

    /**
     * Looks, as of one moment.
     *
     * @param applied what has made the schema, in its order
     * @param plan what is to run, in its order
     * @param rows whether to ask for rows, too
     */
    public static List<PreflightFailure> look(
            Connection connection,
            Script script,
            List<PlannedRevision> applied,
            List<PlannedRevision> plan,
            boolean rows)
            throws SQLException {
        try (ReadOnlyTransaction inquiry = new ReadOnlyTransaction(connection)) {
            PreflightChecks foresight = new PreflightChecks(new ChangeReader(script), inquiry);
            if (!inquiry.rows(RecordTables.named(EMPTY)).isEmpty()) {
                return List.of();
            }
            for (PlannedRevision step : applied) {
                foresight.operations(step).forEach(operation -> {
                    foresight.names.apply(operation);
                    foresight.catalog.apply(operation, 0);
                });
            }
            for (PlannedRevision step : plan) {
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
                  AND relname NOT IN (record_tables))
              AND NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = current_schema::regnamespace)
              AND NOT EXISTS (SELECT FROM pg_type WHERE typnamespace = current_schema::regnamespace AND typtype IN ('e', 'd', 'r'))
            """;

    private void look(PlannedRevision step, boolean rows) throws SQLException {
        List<Operation> operations = operations(step);
        for (int place = 0; place < operations.size(); place++) {
            Operation operation = operations.get(place);
            for (String sentence : names.taken(operation, operations.subList(place + 1, operations.size()))) {
                obstacles.add(new PreflightFailure(step.revision(), sentence, null, "", false));
            }
            if (rows) {
                for (DataRequirement demand : DataRequirement.of(operation, catalog)) {
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

    private void ask(PlannedRevision step, DataRequirement demand) throws SQLException {
        for (QualifiedName table : demand.tables()) {
            if (today.table(table).isEmpty() || touched.in(table, demand.query())) {
                return;
            }
        }
        ask(step, demand.what(), demand.query());
    }

    /** What names a column that is not there yet has no answer, and is left to the revision itself. */
    private void ask(PlannedRevision step, String what, String query) throws SQLException {
        RowCount answer = inquiry.count(query);
        if (answer.rows() > 0) {
            obstacles.add(new PreflightFailure(
                    step.revision(), "%s: %d".formatted(what, answer.rows()), query + ";", step.advice(), false));
        } else if (answer.tooLong()) {
            obstacles.add(new PreflightFailure(
                    step.revision(), what + ": there was no answer in time", query + ";", "", true));
        }
    }

    private List<Operation> operations(PlannedRevision step) {
        List<Operation> operations = new ArrayList<>();
        reader.read(step.changes()).forEach(statement -> operations.add(statement.operation()));
        return operations;
    }
}
