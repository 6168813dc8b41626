package org.studentmanagement.schema.lint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.change.Change;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.run.Changes;
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
    public record PlannedRevision(String revision, List<Change> changes, String before, String advice) {
        public PlannedRevision(String revision, List<Change> changes) {
            this(revision, changes, null, "");
        }

        public static List<PlannedRevision> of(Changes changes, Set<String> files) {
            return changes.all().stream()
                    .filter(changeSet -> files.contains(changeSet.getFilePath()))
                    .map(changeSet -> new PlannedRevision(changeSet.getId(), changeSet.getChanges()))
                    .toList();
        }
    }

    private final ChangeReader reader;
    private final ReadOnlyTransaction database;
    private final RenameHistory history = new RenameHistory();
    private final SchemaModel schema = new SchemaModel();
    private final NameConflicts names;
    private final ModifiedColumns modified;
    private final Set<PreflightFailure> failures = new LinkedHashSet<>();

    private PreflightChecks(ChangeReader reader, ReadOnlyTransaction database) {
        this.reader = reader;
        this.database = database;
        names = new NameConflicts(new CatalogObjects(database), history, schema);
        modified = new ModifiedColumns(database);
    }

    /** Looks, as of one moment. */
    public static List<PreflightFailure> look(
            Connection connection,
            Script script,
            List<PlannedRevision> applied,
            List<PlannedRevision> plan,
            boolean rows)
            throws SQLException {
        try (ReadOnlyTransaction database = new ReadOnlyTransaction(connection)) {
            PreflightChecks checks = new PreflightChecks(new ChangeReader(script), database);
            if (database.finds(RecordTables.named(EMPTY))) {
                return List.of();
            }
            applied.stream()
                    .flatMap(revision -> checks.operations(revision).stream())
                    .forEach(checks::applied);
            for (PlannedRevision revision : plan) {
                if (!checks.names.areForeign()) {
                    checks.look(revision, rows);
                }
            }
            return List.copyOf(checks.failures);
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

    private void applied(Operation operation) {
        names.apply(operation);
        schema.apply(operation, 0);
    }

    private void look(PlannedRevision revision, boolean rows) throws SQLException {
        List<Operation> operations = operations(revision);
        for (int place = 0; place < operations.size(); place++) {
            Operation operation = operations.get(place);
            for (String sentence : names.of(operation, operations.subList(place + 1, operations.size()))) {
                failures.add(new PreflightFailure(revision.revision(), sentence, null, "", false));
            }
            if (rows) {
                for (DataRequirement requirement : DataRequirement.of(operation, schema)) {
                    ask(revision, requirement);
                }
            }
            modified.apply(operation, history);
            applied(operation);
            history.apply(operation);
        }
        if (rows && revision.before() != null) {
            String query = revision.before().replaceFirst("^(?m:--.*\\n)+", "");
            String what = revision.before().substring(0, revision.before().length() - query.length());
            ask(revision, what.replaceAll("(?m)^-- ?", "").strip().replace('\n', ' '), query);
        }
    }

    private void ask(PlannedRevision revision, DataRequirement requirement) throws SQLException {
        if (requirement.tables().stream()
                .noneMatch(table -> history.table(table).isEmpty() || modified.in(table, requirement.query()))) {
            ask(revision, requirement.what(), requirement.query());
        }
    }

    /** What names a column that is not there yet has no answer, and is left to the revision itself. */
    private void ask(PlannedRevision revision, String what, String query) throws SQLException {
        ReadOnlyTransaction.RowCount count = database.count(query);
        String slug = revision.revision();
        if (count.rows() > 0) {
            String sentence = "%s: %d".formatted(what, count.rows());
            failures.add(new PreflightFailure(slug, sentence, query + ";", revision.advice(), false));
        } else if (count.tooLong()) {
            failures.add(new PreflightFailure(slug, what + ": there was no answer in time", query + ";", "", true));
        }
    }

    private List<Operation> operations(PlannedRevision revision) {
        return reader.read(revision.changes()).stream()
                .map(Statement::operation)
                .toList();
    }
}
