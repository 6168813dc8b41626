package org.studentmanagement.schema.author;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.schema.lint.WrittenChangesets.Fault;
import org.studentmanagement.terminal.Refused;

/**
 * Runs a draft up and down in a copy of the changelog's schema, from files such as the checkout would get. Afterwards only
 * what was withheld may differ, and after the way back nothing. What is yet to be written is left out.
 */
final class Proof {
    private static final String FAILED = "The changesets do not prove themselves, and nothing is written: ";

    private final Workbench workbench;
    private final Checkout checkout;
    private final Draft draft;

    Proof(Workbench workbench, Checkout checkout, Draft draft) {
        this.workbench = workbench;
        this.checkout = checkout;
        this.draft = draft;
    }

    /**
     * Returns what lint finds: what nobody can decide but who knows the releases and the rows.
     *
     * @throws Refused if they fail, or do something else than they should
     */
    List<Fault> run() throws SQLException, IOException {
        Path folder = Files.createTempDirectory("revision");
        try (ScratchDatabase database = workbench.changelog().copy()) {
            Checkout trial = checkout.copy(folder);
            List<Path> files = trial.add(
                    draft.changesets().stream().map(Changeset::written).toList(),
                    new Message("Proof"),
                    LocalDate.EPOCH);
            upAndDown(trial.scratch(), database);
            return trial.faults(files);
        } finally {
            delete(folder);
        }
    }

    private void upAndDown(ScratchChangelog changelog, ScratchDatabase database) throws SQLException {
        Set<String> before = schema(database);
        try {
            changelog.up(database);
            requireNothingToDo(database);
            changelog.down(database, draft.changesets().size());
        } catch (Refused e) {
            throw new Refused(FAILED + e.getMessage());
        } catch (SQLException e) {
            throw new Refused(FAILED + DatabaseFault.explain(e));
        }
        List<String> left = differing(before, schema(database));
        if (!left.isEmpty()) {
            throw new Refused(FAILED + "after the rollback this differs: " + String.join("; ", left));
        }
    }

    private void requireNothingToDo(ScratchDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            List<String> left = Comparison.between(Catalog.read(connection), workbench.entities()).stream()
                    .map(Difference::sentence)
                    .toList();
            if (!left.equals(draft.withheld())) {
                throw new Refused(String.join(" ", left));
            }
        }
    }

    /** Without the order of columns: PostgreSQL adds a column that comes back at the end. */
    private static Set<String> schema(ScratchDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return Schema.read(connection).definitions().stream()
                    .map(definition -> definition
                            .sql()
                            .lines()
                            .map(line -> line.replaceFirst(",$", ""))
                            .sorted()
                            .collect(Collectors.joining("\n")))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> differing(Set<String> before, Set<String> after) {
        List<String> differing = new ArrayList<>();
        before.stream().filter(sql -> !after.contains(sql)).forEach(sql -> differing.add("missing " + sql));
        after.stream().filter(sql -> !before.contains(sql)).forEach(sql -> differing.add("new " + sql));
        return differing;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
