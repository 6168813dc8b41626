package org.studentmanagement.schema.deploy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.fingerprint.Comparison;
import org.studentmanagement.schema.fingerprint.ConcurrentWrites;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.Snapshot;
import org.studentmanagement.schema.fingerprint.TableDifference;
import org.studentmanagement.schema.run.WriteTriggers;
import org.studentmanagement.schema.verify.Integrity;
import org.studentmanagement.schema.verify.IntegrityFinding;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;

/** What a database was like before a deployment, with which it is compared afterwards. */
final class Baseline {
    private final Datasource datasource;
    private final String changelog;
    private final Fingerprint rows;
    private final Optional<ConcurrentWrites> meanwhile;
    private final Schema schema;
    private final Set<String> faults;
    private final Set<String> notCompared = new TreeSet<>();

    /**
     * Takes it as of now.
     *
     * @param left tables and columns that will not be the same, as in {@code students} and {@code students.number}
     * @param watched whether what others write from now on is taken down
     */
    Baseline(Datasource datasource, String changelog, Set<String> left, boolean watched) throws SQLException {
        this.datasource = datasource;
        this.changelog = changelog;
        try (Snapshot snapshot = Snapshot.open(datasource)) {
            rows = Fingerprint.take(snapshot, table -> compared(table, left), column -> compared(column, left));
            meanwhile = watched ? Optional.of(ConcurrentWrites.since(snapshot, WriteTriggers.TABLE)) : Optional.empty();
            schema = Schema.read(snapshot.connection());
            faults = objects(Integrity.of(snapshot, changelog));
        }
    }

    private boolean compared(String name, Set<String> left) {
        if (left.contains(name)) {
            notCompared.add(name);
            return false;
        }
        return true;
    }

    String extent() {
        return "%d rows of %d %s%s"
                .formatted(
                        rows.rows(),
                        rows.tables().size(),
                        rows.tables().size() == 1 ? "table" : "tables",
                        notCompared.isEmpty() ? "" : ", without " + String.join(", ", notCompared));
    }

    /**
     * Compares the rows, and says how many of them others have written meanwhile.
     *
     * @throws Refused if a row was altered or lost, or breaks a rule that none did before; it names them
     */
    String requireRows() throws SQLException {
        try (Snapshot present = Snapshot.open(datasource)) {
            List<String> faults = new ArrayList<>();
            List<TableDifference> harm = Comparison.of(rows, present, meanwhile).stream()
                    // a changeset may add rows
                    .filter(difference -> !difference.onlyAdded())
                    .toList();
            if (!harm.isEmpty()) {
                faults.add(TableDifference.text(harm));
            }
            Integrity.of(present, changelog).stream()
                    .filter(finding -> !this.faults.contains(finding.kind() + finding.object()))
                    .map(IntegrityFinding::text)
                    .forEach(faults::add);
            if (!faults.isEmpty()) {
                throw new Refused(ExitCode.UNFIT, String.join("%n".formatted(), faults));
            }
            long written = meanwhile.isPresent() ? meanwhile.get().rows(present) : 0;
            return "every row of before is there unaltered"
                    + (written == 0 ? "" : ", but %d that others have written".formatted(written));
        }
    }

    /** @throws Refused if the schema is another one */
    void requireSchema() throws SQLException {
        try (Snapshot present = Snapshot.open(datasource)) {
            Schema now = Schema.read(present.connection());
            if (!now.equals(schema)) {
                throw new Refused(ExitCode.UNFIT, "The schema is not as it was. `db drift` tells what is different.");
            }
        }
    }

    /** Rules that are broken before are none of the deployment's doing. */
    private static Set<String> objects(List<IntegrityFinding> findings) {
        return findings.stream()
                .map(finding -> finding.kind() + finding.object())
                .collect(Collectors.toSet());
    }
}
