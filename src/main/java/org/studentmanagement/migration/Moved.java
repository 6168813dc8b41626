package org.studentmanagement.migration;

import java.sql.SQLException;
import java.util.List;

/** Where a command has brought the database. The losses are what went on the way. */
record Moved(String revision, List<String> revisions, int pending, List<Loss> losses) implements Document {
    static Moved by(List<Revision> moved, List<Loss> losses, Migrations migrations) throws SQLException {
        Revisions now = migrations.revisions();
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
