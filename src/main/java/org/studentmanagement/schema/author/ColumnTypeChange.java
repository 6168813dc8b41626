package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.catalog.ColumnType;

/** Another type of a column. Where PostgreSQL would write every row anew under a lock, a shadow column takes its place. */
record ColumnTypeChange(MappedColumn old, MappedColumn wanted) {
    List<Changeset> changesets() {
        ColumnType from = ColumnType.of(old.type());
        ColumnType to = ColumnType.of(wanted.type());
        boolean ofOneKind = from.isNumber() && to.isNumber() || from.isText() && to.isText();
        return old.uses().none() && ofOneKind && from.isRewrittenAs(to) ? inSteps() : List.of(atOnce());
    }

    static String tooLong(MappedColumn old, MappedColumn wanted) {
        return "SELECT count(*) FROM %s WHERE char_length(%s) > %d"
                .formatted(old.table(), old.name(), wanted.length().orElseThrow());
    }

    static boolean isShorter(MappedColumn old, MappedColumn wanted) {
        return wanted.length().isPresent()
                && ColumnType.of(old.type()).isText()
                && old.length().map(before -> before > wanted.length().get()).orElse(true);
    }

    private List<Changeset> inSteps() {
        ShadowColumn steps =
                new ShadowColumn(old, old.as(MappedObject.plain(old.name()) + "_new", wanted.type()), false);
        List<Changeset> changesets = new ArrayList<>(steps.changesets(precondition()));
        changesets.add(exchange(steps));
        return changesets;
    }

    /** The column with the former type stays for the way back, and goes with the next contraction. */
    private Changeset exchange(ShadowColumn steps) {
        String table = old.table();
        String shadow = steps.shadow().name();
        MappedColumn former = old.as(MappedObject.plain(old.name()) + "_old", old.type());
        String rename = "ALTER TABLE " + table + " RENAME COLUMN %s TO %s;\n";
        return Changeset.of(
                        id(),
                        "%s becomes %s".formatted(old.path(), wanted.type()),
                        Precondition.none(
                                "SELECT count(*) FROM %s WHERE %s IS NULL AND %s IS NOT NULL"
                                        .formatted(table, shadow, old.name()),
                                "Some %s have no %s. Run the filling of it again.".formatted(table, shadow)),
                        steps.dropping()
                                + "\n"
                                + rename.formatted(old.name(), former.name())
                                + rename.formatted(shadow, old.name())
                                + (old.nullable() ? "" : former.alter("DROP NOT NULL") + "\n")
                                + "COMMENT ON COLUMN %s IS '%s%s, for the way back.';"
                                        .formatted(former.path(), ShadowColumn.FORMER, old.name()),
                        rename.formatted(old.name(), shadow)
                                + rename.formatted(former.name(), old.name())
                                + old.alter("TYPE %s USING %s".formatted(old.type(), shadow))
                                + "\n"
                                + (old.nullable() ? "" : old.alter("SET NOT NULL") + "\n")
                                + "COMMENT ON COLUMN %s IS %s;\n".formatted(old.path(), old.remarkLiteral())
                                + steps.creation())
                .cautioning("All wait while the rows are written. Refused by PostgreSQL, with nothing changed, where a"
                        + " value does not fit.")
                .silencing(
                        "# lint: renamed-in-use: another column takes the name and has every value, in one transaction.")
                .silencing("# lint: dropped-in-use: nothing but the trigger called the function.");
    }

    private Changeset atOnce() {
        return Changeset.of(
                        id(),
                        "%s becomes %s".formatted(old.path(), wanted.type()),
                        precondition(),
                        old.alter("TYPE " + wanted.type()),
                        old.alter("TYPE " + old.type()))
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
}
