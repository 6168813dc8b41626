package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A changeset on its way into a file, in the form that db/README.md asks for.
 *
 * @param transactional false for what PostgreSQL refuses inside of a transaction
 * @param sql empty where it is yet to be written, and then it stops whoever runs it
 * @param caution what the rollback cannot bring back or whom it keeps waiting, a sentence; empty for nothing
 * @param check the query that finds what it has not done as it should; empty for none
 */
public record Changeset(
        String id,
        String comment,
        boolean transactional,
        Precondition precondition,
        String sql,
        String caution,
        String undo,
        List<String> silences,
        String check) {
    /** In the place of SQL: there is nothing to do. */
    static final String NOTHING = "SELECT";

    private static final Pattern PLAIN_SCALAR = Pattern.compile("[A-Za-z][\\w .,;()<=-]*");
    private static final Pattern DOLLAR_QUOTES = Pattern.compile("\\$\\w*\\$");

    static Changeset of(String id, String comment, Precondition precondition, String sql, String undo) {
        return new Changeset(id, comment, true, precondition, sql, "", undo, List.of(), "");
    }

    /** For a developer to fill in. It is refused when it runs, as long as any of its three parts is not written. */
    public static Changeset unwritten(String id, String comment) {
        String message = id + " is not written yet: fill in its precondition, its change and its rollback.";
        return of(
                id, comment, new Precondition(message, "sqlCheck:\n    expectedResult: 1\n    sql: SELECT 0"), "", "");
    }

    boolean isUnwritten() {
        return sql.isEmpty();
    }

    /** What runs in its place while the others are tried out. */
    Changeset written() {
        return isUnwritten() ? of(id, comment, Precondition.none("SELECT 0", "Nothing."), NOTHING, NOTHING) : this;
    }

    Changeset outsideTransaction() {
        return new Changeset(id, comment, false, precondition, sql, caution, undo, silences, check);
    }

    Changeset cautioning(String sentence) {
        return new Changeset(id, comment, transactional, precondition, sql, sentence, undo, silences, check);
    }

    Changeset checkedBy(String query) {
        return new Changeset(id, comment, transactional, precondition, sql, caution, undo, silences, query);
    }

    Changeset silencing(String silence) {
        List<String> more = new ArrayList<>(silences);
        more.add(silence);
        return new Changeset(id, comment, transactional, precondition, sql, caution, undo, List.copyOf(more), check);
    }

    Changeset undoneBy(List<String> statements) {
        String all = String.join(";\n", statements) + ";";
        return new Changeset(id, comment, transactional, precondition, sql, caution, all, silences, check);
    }

    Changeset named(String other) {
        return new Changeset(other, comment, transactional, precondition, sql, caution, undo, silences, check);
    }

    String yaml(String why) {
        return """
                # %s
                %sdatabaseChangeLog:
                  - changeSet:
                      id: %s
                      author: student-management
                %s      comment: %s
                      preConditions:
                        - onFail: HALT
                        - onFailMessage: %s
                %s      changes:
                %s      rollback:
                %s%s""".formatted(
                        why,
                        silences.stream().map(silence -> silence + "\n").collect(Collectors.joining()),
                        id,
                        transactional ? "" : "      runInTransaction: false\n",
                        PLAIN_SCALAR.matcher(comment).matches() ? comment : quoted(comment),
                        quoted(precondition.message()),
                        item(precondition.yaml()),
                        item(change(sql)),
                        caution.isEmpty() ? "" : "        # " + caution + "\n",
                        item(change(undo)));
    }

    private String change(String statements) {
        if (statements.equals(NOTHING)) {
            return "empty: {}";
        }
        boolean whole = DOLLAR_QUOTES.matcher(statements).find();
        return statements.isEmpty()
                ? "stop:\n    message: " + quoted(precondition.message())
                : "sql:\n" + (whole ? "    splitStatements: false\n" : "") + "    sql: |\n"
                        + statements.indent(6).stripTrailing();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String item(String block) {
        return ("- " + block).indent(8).replaceAll("(?m)^ +$", "");
    }
}
