package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.studentmanagement.schema.lint.WrittenChangesets;

/** Another type of a column. Where PostgreSQL would write every row anew under a lock, a twin takes its place. */
record Rewrite(Column old, Column wanted) {
    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
    private static final Set<String> TEXTS = Set.of("character varying", "character", "text");

    List<Changeset> changesets() {
        return old.free() && isOfOneKind() && WrittenChangesets.rewrites(old.type(), wanted.type())
                ? inSteps()
                : List.of(atOnce());
    }

    /** The query that counts the rows which a shorter length refuses. */
    static String tooLong(Column old, Column wanted) {
        return "SELECT count(*) FROM %s WHERE char_length(%s) > %d"
                .formatted(old.table(), old.name(), wanted.length().orElseThrow());
    }

    static boolean isShorter(Column old, Column wanted) {
        return wanted.length().isPresent()
                && TEXTS.contains(old.base())
                && old.length().map(before -> before > wanted.length().get()).orElse(true);
    }

    private List<Changeset> inSteps() {
        Column twin = old.as(Part.plain(old.name()) + "_new", wanted.type());
        Twin steps = new Twin(old, twin, false);
        List<Changeset> changesets = new ArrayList<>(steps.changesets(precondition()));
        changesets.add(exchange(steps));
        return changesets;
    }

    /** The column with the former type stays for the way back, and goes with the next contraction. */
    private Changeset exchange(Twin twin) {
        String former = Part.plain(old.name()) + "_old";
        String rename = "ALTER TABLE " + old.table() + " RENAME COLUMN %s TO %s;\n";
        String column = "ALTER TABLE %s ALTER COLUMN ".formatted(old.table());
        return Changeset.of(
                        id(),
                        "%s becomes %s".formatted(old.path(), wanted.type()),
                        Precondition.none(
                                "SELECT count(*) FROM %s WHERE %s IS NULL AND %s IS NOT NULL"
                                        .formatted(old.table(), twin.twin().name(), old.name()),
                                "Some %s have no %s. Run the filling of it again."
                                        .formatted(old.table(), twin.twin().name())),
                        twin.dropping()
                                + "\n"
                                + rename.formatted(old.name(), former)
                                + rename.formatted(twin.twin().name(), old.name())
                                + (old.nullable() ? "" : column + former + " DROP NOT NULL;\n")
                                + "COMMENT ON COLUMN %s.%s IS '%s%s, for the way back.';"
                                        .formatted(old.table(), former, Twin.FORMER, old.name()),
                        rename.formatted(old.name(), twin.twin().name())
                                + rename.formatted(former, old.name())
                                + column
                                + "%s TYPE %s USING %s;\n"
                                        .formatted(
                                                old.name(),
                                                old.type(),
                                                twin.twin().name())
                                + (old.nullable() ? "" : column + old.name() + " SET NOT NULL;\n")
                                + "COMMENT ON COLUMN %s IS %s;\n".formatted(old.path(), old.remarkLiteral())
                                + twin.creation())
                .cautioning("All wait while the rows are written. Refused by PostgreSQL, with nothing changed, where a"
                        + " value does not fit.")
                .silencing(
                        "# lint: renamed-in-use: another column takes the name and has every value, in one transaction.")
                .silencing("# lint: dropped-in-use: nothing but the trigger called the function.");
    }

    private Changeset atOnce() {
        String statement = "ALTER TABLE %s ALTER COLUMN %s TYPE %s;";
        return Changeset.of(
                        id(),
                        "%s becomes %s".formatted(old.path(), wanted.type()),
                        precondition(),
                        statement.formatted(old.table(), old.name(), wanted.type()),
                        statement.formatted(old.table(), old.name(), old.type()))
                .cautioning("Refused by PostgreSQL, with nothing changed, where a value does not fit.");
    }

    private Precondition precondition() {
        return isShorter(old, wanted)
                ? Precondition.none(
                        tooLong(old, wanted),
                        "Some %s have a %s of more than %d characters. Shorten them first."
                                .formatted(
                                        old.table(), old.name(), wanted.length().orElseThrow()))
                : Precondition.column(old.table(), old.name());
    }

    private String id() {
        return old.id() + "_type";
    }

    private boolean isOfOneKind() {
        return NUMBERS.contains(old.base()) && NUMBERS.contains(wanted.base())
                || TEXTS.contains(old.base()) && TEXTS.contains(wanted.base());
    }
}
