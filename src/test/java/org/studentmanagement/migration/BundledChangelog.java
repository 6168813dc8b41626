package org.studentmanagement.migration;

import java.util.List;

/** What tests may expect of the bundled changelog, so that a new changeset at its end breaks none of them. */
public final class BundledChangelog {
    public static final int SIZE = Changelog.files().size();

    public static final String HEAD = head(Changelog.files());

    private BundledChangelog() {}

    private static String head(List<String> files) {
        String last = files.get(files.size() - 1);
        return last.substring(last.indexOf('_') + 1, last.lastIndexOf('.'));
    }
}
