package org.studentmanagement.schema.rehearsal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.regex.Pattern;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.terminal.Refused;

/**
 * What a changeset alters or throws away on purpose, as a comment in its file says it: {@code # alters: students.email:
 * reason}. The values of such a column, or of all of such a table, are then not compared; the others still are.
 *
 * @param what a table, or one of its columns
 */
@RegisterForReflection
public record DeclaredChange(String what, String reason) {
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\h*#\\h*alters:\\h*([^\\s:]*)\\h*:?\\h*(.*?)\\h*$");
    private static final Pattern WHAT = Pattern.compile("\\w+(\\.\\w+)?");
    private static final String ON_THE_COMMAND_LINE = "named on the command line";

    public DeclaredChange {
        if (!WHAT.matcher(what).matches() || reason.isBlank()) {
            throw Refused.usage(
                    "\"alters: %s\" does not say what and why: write it as in"
                            + " \"# alters: students.email: addresses are unique by their small letters\".",
                    what);
        }
    }

    public static DeclaredChange onTheCommandLine(String what) {
        return new DeclaredChange(what, ON_THE_COMMAND_LINE);
    }

    public static List<DeclaredChange> of(Revision revision) {
        return COMMENT.matcher(Changelog.beside(revision.file(), ".yaml"))
                .results()
                .map(comment -> new DeclaredChange(comment.group(1), comment.group(2)))
                .toList();
    }

    String table() {
        return what.split("\\.")[0];
    }
}
