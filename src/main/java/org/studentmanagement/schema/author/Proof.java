package org.studentmanagement.schema.author;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.schema.lint.ChangelogLint.Fault;
import org.studentmanagement.schema.run.ScratchMigration;
import org.studentmanagement.terminal.Refused;

/**
 * Runs a draft up and down in a copy of the changelog's schema, from files such as the checkout would get. Afterwards only
 * what was withheld may differ, and after the way back nothing. What is yet to be written is left out.
 */
record Proof(ScratchSchemas schemas, Checkout checkout, Draft draft) {
    private static final String FAILED = "The changesets do not prove themselves, and nothing is written: ";

    /**
     * Returns what lint finds: what nobody can decide but who knows the releases and the rows.
     *
     * @throws Refused if they fail, or do something else than they should
     */
    List<Fault> run() throws SQLException, IOException {
        Path folder = Files.createTempDirectory("revision");
        try (ScratchDatabase database = schemas.changelog().copy()) {
            Checkout trial = checkout.copy(folder);
            List<Path> files = trial.add(
                    draft.changesets().stream().map(Changeset::written).toList(),
                    new Message("Proof"),
                    LocalDate.EPOCH);
            upAndDown(trial.scratch(), database);
            return trial.faults(files);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private void upAndDown(ScratchMigration changelog, ScratchDatabase database) throws SQLException {
        Schema before = schema(database);
        try {
            changelog.up(database);
            requireNothingToDo(database);
            changelog.down(database, draft.changesets().size());
        } catch (Refused e) {
            throw new Refused(FAILED + e.getMessage());
        } catch (SQLException e) {
            throw new Refused(FAILED + DatabaseFault.explain(e));
        }
        Schema after = schema(database);
        List<String> left = Stream.concat(
                        before.missingIn(after).stream().map(sql -> "missing " + sql),
                        after.missingIn(before).stream().map(sql -> "new " + sql))
                .toList();
        if (!left.isEmpty()) {
            throw new Refused(FAILED + "after the rollback this differs: " + String.join("; ", left));
        }
    }

    private void requireNothingToDo(ScratchDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            List<String> left = MappingComparison.between(MappedSchema.read(connection), schemas.entities()).stream()
                    .map(MappingDifference::sentence)
                    .toList();
            if (!left.equals(draft.withheld())) {
                throw new Refused(String.join(" ", left));
            }
        }
    }

    private static Schema schema(ScratchDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return Schema.read(connection);
        }
    }
}
