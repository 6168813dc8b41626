package org.studentmanagement.changes;

import org.studentmanagement.schema.record.Changelog;

/** What tests may expect of the bundled changelog, so that a new changeset at its end breaks none of them. */
public final class BundledChangelog {
    public static final int SIZE = Changelog.files().size();

    public static final String HEAD = revision(SIZE - 1);

    public static final String BEFORE_HEAD = revision(SIZE - 2);

    private BundledChangelog() {}

    private static String revision(int index) {
        String file = Changelog.files().get(index);
        return file.substring(file.indexOf('_') + 1, file.lastIndexOf('.'));
    }
}
