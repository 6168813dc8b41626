package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.fingerprint.Snapshot;
import org.studentmanagement.terminal.Progress;

/** Whether what is stored keeps the rules of the schema, however it got there. */
public final class Integrity {
    /** One thing that may be wrong, looked at in all tables of the current schema. */
    interface Check {
        List<IntegrityFinding> look(Connection connection) throws SQLException;
    }

    private Integrity() {}

    /** The sequences that give numbers which their column has already. */
    public static List<IntegrityFinding> sequencesBehind(Connection connection) throws SQLException {
        return new SequencesBehind().look(connection);
    }

    /** Returns what is wrong in the snapshot; nothing where all is well. Shows a bar on standard error. */
    public static List<IntegrityFinding> of(Snapshot snapshot, String changelog) throws SQLException {
        List<Check> checks = List.of(
                new CatalogCheck(CatalogCheck.CONSTRAINTS),
                new CatalogCheck(CatalogCheck.INDEXES),
                new SequencesBehind(),
                new CatalogCheck(CatalogCheck.TRIGGERS),
                new ChangesetChecks(changelog));
        Connection connection = snapshot.connection();
        List<IntegrityFinding> findings = new ArrayList<>();
        try (Progress progress = Progress.ofSteps("Checking", checks.size())) {
            // One query at a time, so each may use more than one process of the server.
            Jdbc.execute(connection, "SET LOCAL max_parallel_workers_per_gather TO DEFAULT");
            for (Check check : checks) {
                findings.addAll(check.look(connection));
                progress.step();
            }
        }
        return findings;
    }
}
