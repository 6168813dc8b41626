package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.schema.catalog.Rows;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;

/**
 * What the changesets themselves say of the rows that they have changed: one query beside each, which has rows only where
 * something is wrong. Those of revisions that the database has are asked.
 */
record ChangesetChecks(String changelog) implements Integrity.Check {
    private static final String ERROR_CLASS_OF_SYNTAX_AND_NAMES = "42";

    @Override
    public List<IntegrityFinding> look(Connection connection) throws SQLException {
        List<IntegrityFinding> findings = new ArrayList<>();
        for (Revision revision :
                Revisions.read(connection, Changelog.files(changelog)).applied()) {
            String query = Changelog.beside(revision.file(), ".check.sql");
            if (query != null) {
                look(connection, revision, query, findings);
            }
        }
        return findings;
    }

    private static void look(Connection connection, Revision revision, String query, List<IntegrityFinding> findings)
            throws SQLException {
        var before = connection.setSavepoint();
        try {
            Rows wrong = Rows.of(connection, query);
            if (!wrong.none()) {
                findings.add(finding(
                        revision,
                        wrong.in("Its check finds # <row that is|rows that are> not as the revision has left them."),
                        wrong));
            }
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith(ERROR_CLASS_OF_SYNTAX_AND_NAMES)) {
                throw e;
            }
            connection.rollback(before);
            findings.add(finding(revision, "Its check does not run. " + DatabaseFault.explain(e), Rows.NONE));
        }
    }

    private static IntegrityFinding finding(Revision revision, String sentence, Rows rows) {
        return IntegrityFinding.of(IntegrityFinding.Kind.CHANGESET_CHECK, revision.slug(), sentence, rows, null);
    }
}
