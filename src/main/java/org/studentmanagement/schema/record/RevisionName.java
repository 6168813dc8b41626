package org.studentmanagement.schema.record;

import java.util.List;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;

/** What an operator types for a revision: {@code head}, {@code base}, a distance, a slug or an unambiguous beginning of one. */
record RevisionName(String name) {
    int position(Revisions revisions) {
        if (name.equals(Revisions.HEAD)) {
            return revisions.all().size();
        }
        if (name.equals(Revisions.BASE)) {
            return 0;
        }
        return name.matches("[+-]\\d{1,6}") ? relative(revisions) : place(revisions);
    }

    private int relative(Revisions revisions) {
        int applied = revisions.applied().size();
        int pending = revisions.pending().size();
        int position = applied + Integer.parseInt(name);
        if (position > applied + pending) {
            throw new Refused(ExitCode.USAGE, "%s is past the head: %d pending.".formatted(name, pending));
        }
        if (position < 0) {
            throw new Refused(ExitCode.USAGE, "%s is below the base: %d applied.".formatted(name, applied));
        }
        return position;
    }

    private int place(Revisions revisions) {
        List<String> slugs = revisions.all().stream().map(Revision::slug).toList();
        List<String> found = slugs.contains(name)
                ? List.of(name)
                : slugs.stream().filter(slug -> slug.startsWith(name)).toList();
        if (found.isEmpty() || name.isEmpty()) {
            throw new Refused(
                    ExitCode.USAGE,
                    "There is no revision %s: name one of those that history lists, or head, base, +1 or -1."
                            .formatted(name));
        }
        if (found.size() > 1) {
            throw new Refused(
                    ExitCode.USAGE,
                    "%s is the beginning of %d revisions, %s and %s among them: write more of the one."
                            .formatted(name, found.size(), found.get(0), found.get(1)));
        }
        return slugs.indexOf(found.get(0)) + 1;
    }
}
