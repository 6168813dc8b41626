package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.Document;

/** Where a command has brought the database. The losses are what went on the way. */
record Moved(String revision, List<String> revisions, int pending, List<DataLoss> losses) implements Document {
    static Moved by(List<Revision> moved, List<DataLoss> losses, TargetDatabase target) throws SQLException {
        Revisions now = target.revisions();
        return new Moved(
                now.currentSlug(),
                moved.stream().map(Revision::slug).toList(),
                now.pending().size(),
                losses);
    }

    /** As in "3 revisions run; now at remarks.". */
    String text(String done) {
        return revisions.isEmpty()
                ? "Nothing to do at %s.".formatted(revision)
                : "%d %s %s; now at %s."
                        .formatted(revisions.size(), revisions.size() == 1 ? "revision" : "revisions", done, revision);
    }
}
