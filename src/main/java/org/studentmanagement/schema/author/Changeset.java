package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A changeset on its way into a file, in the form that db/README.md asks for.
 *
 * @param id a slug, unique in the changelog
 * @param comment what it does
 * @param transactional false for what PostgreSQL refuses inside of a transaction
 * @param sql empty where it is yet to be written, and then it stops whoever runs it
 * @param caution what the rollback cannot bring back or whom it keeps waiting, a sentence; empty for nothing
 * @param undo the rollback's SQL
 * @param silences the comments that silence rules in it
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

    /** @param silence a comment such as {@code # lint: rule: reason} */
    Changeset silencing(String silence) {
        List<String> more = new ArrayList<>(silences);
        more.add(silence);
        return new Changeset(id, comment, transactional, precondition, sql, caution, undo, List.copyOf(more), check);
    }

    Changeset undoneBy(List<String> statements) {
        return new Changeset(
                id,
                comment,
                transactional,
                precondition,
                sql,
                caution,
                String.join(";\n", statements) + ";",
                silences,
                check);
    }

    Changeset named(String other) {
        return new Changeset(other, comment, transactional, precondition, sql, caution, undo, silences, check);
    }

    /** The whole file. */
    String yaml(String why) {
        StringBuilder yaml = new StringBuilder("# " + why + "\n");
        silences.forEach(silence -> yaml.append(silence).append('\n'));
        yaml.append("databaseChangeLog:\n  - changeSet:\n");
        line(yaml, "id: " + id);
        line(yaml, "author: student-management");
        if (!transactional) {
            line(yaml, "runInTransaction: false");
        }
        line(yaml, "comment: " + (PLAIN_SCALAR.matcher(comment).matches() ? comment : quoted(comment)));
        line(yaml, "preConditions:");
        line(yaml, "  - onFail: HALT");
        line(yaml, "  - onFailMessage: " + quoted(precondition.message()));
        item(yaml, precondition.yaml());
        line(yaml, "changes:");
        item(yaml, change(sql));
        line(yaml, "rollback:");
        if (!caution.isEmpty()) {
            line(yaml, "  # " + caution);
        }
        item(yaml, change(undo));
        return yaml.toString();
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

    private static void item(StringBuilder yaml, String block) {
        String first = block.lines().findFirst().orElseThrow();
        line(yaml, "  - " + first);
        block.lines().skip(1).forEach(rest -> line(yaml, "  " + rest));
    }

    private static void line(StringBuilder yaml, String line) {
        yaml.append(line.isBlank() ? "" : "      " + line).append('\n');
    }
}
