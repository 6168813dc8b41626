package org.studentmanagement.schema.lint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.change.Change;
import org.studentmanagement.schema.run.Script;

/**
 * What would make a revision fail, or do harm, once those before it have run: rows that it says it does not bear, and indexes
 * of others that it would drop. It is found out before the first one runs.
 *
 * <p>Of rows that the run itself may change before, nobody can tell beforehand; the revision finds out.
 */
final class PreflightChecks {
    private static final String TABLE_OF_INDEX =
            "SELECT indrelid::regclass FROM pg_index WHERE indexrelid = to_regclass(?)";

    record PlannedRevision(String revision, List<Change> changes, List<Question> questions) {}

    /**
     * What a revision asks of the rows.
     *
     * @param what what is wrong if there are any
     * @param query as a reader can type it
     * @param number the query that counts them
     */
    record Question(String what, String query, String number) {}

    private final ChangeReader reader;
    private final ReadOnlyTransaction database;
    private final RenameHistory history = new RenameHistory();
    private final SchemaModel schema = new SchemaModel();
    private final ModifiedColumns modified;
    private final Set<PreflightFailure> failures = new LinkedHashSet<>();

    private PreflightChecks(ChangeReader reader, ReadOnlyTransaction database) {
        this.reader = reader;
        this.database = database;
        modified = new ModifiedColumns(database);
    }

    /**
     * Looks, as of one moment.
     *
     * @param applied what has made the schema, in its order
     * @param plan what is to run, in its order
     */
    static List<PreflightFailure> look(
            Connection connection, Script script, List<Change> applied, List<PlannedRevision> plan)
            throws SQLException {
        try (ReadOnlyTransaction database = new ReadOnlyTransaction(connection)) {
            PreflightChecks checks = new PreflightChecks(new ChangeReader(script), database);
            checks.operations(applied).forEach(operation -> checks.schema.apply(operation, 0));
            for (PlannedRevision revision : plan) {
                checks.look(revision);
            }
            return List.copyOf(checks.failures);
        }
    }

    private void look(PlannedRevision revision) throws SQLException {
        for (Question question : revision.questions()) {
            if (!modified.areIn(question.number())) {
                ask(revision.revision(), question);
            }
        }
        List<Operation> operations = operations(revision.changes());
        for (int place = 0; place < operations.size(); place++) {
            Operation operation = operations.get(place);
            if (operation instanceof Operation.DropIndex drop) {
                requireOwn(revision.revision(), drop.index(), operations.subList(place + 1, operations.size()));
            }
            modified.apply(operation, history);
            schema.apply(operation, 0);
            history.apply(operation);
        }
    }

    /** What names a column that is not there yet has no answer, and is left to the revision itself. */
    private void ask(String revision, Question question) throws SQLException {
        ReadOnlyTransaction.RowCount count = database.number(question.number());
        if (count.rows() > 0 || count.tooLong()) {
            String found = count.tooLong() ? "no answer in time" : String.valueOf(count.rows());
            failures.add(new PreflightFailure(
                    revision, question.what(), "%s; -- %s".formatted(question.query(), found), count.tooLong()));
        }
    }

    /** An index goes by its name alone, whatever table it is of: it may be one that somebody has made by hand. */
    private void requireOwn(String revision, QualifiedName index, List<Operation> later) throws SQLException {
        Optional<QualifiedName> own = Operation.of(Operation.CreateIndex.class, later)
                .filter(create -> create.index().equals(index))
                .map(Operation.CreateIndex::table)
                .findFirst()
                .or(() -> schema.ownerOf(index));
        List<QualifiedName> tables =
                database.list(TABLE_OF_INDEX, row -> QualifiedName.written(row.getString(1)), index.toString());
        if (own.isPresent() && !tables.isEmpty() && !history.table(own.get()).equals(Optional.of(tables.get(0)))) {
            String sentence = ("%1$s is an index of %2$s that no changeset has made, and this revision would drop it."
                            + " Whoever it belongs to can give it another name: ALTER INDEX %1$s RENAME TO …")
                    .formatted(index, tables.get(0));
            failures.add(new PreflightFailure(revision, sentence, null, false));
        }
    }

    private List<Operation> operations(List<Change> changes) {
        return reader.read(changes).stream().map(Statement::operation).toList();
    }
}
