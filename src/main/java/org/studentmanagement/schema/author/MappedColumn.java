package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.studentmanagement.schema.catalog.ColumnType;

/**
 * A column. Names are quoted where SQL needs it.
 *
 * @param fallback the default value, as SQL; neither it nor the remark are compared
 */
record MappedColumn(
        String table,
        String name,
        String type,
        boolean nullable,
        Optional<String> fallback,
        ValueGeneration generation,
        Optional<String> remark,
        Uses uses)
        implements MappedObject {
    /**
     * What stands on a column.
     *
     * @param plain whether there are at most keys and indexes that entities have words for, and CHECKs
     */
    record Uses(boolean none, boolean plain) {}

    @Override
    public String words() {
        return "column " + path();
    }

    @Override
    public int rank() {
        return 2;
    }

    String path() {
        return table + "." + name;
    }

    String declaration() {
        return name + " " + type
                + generation.clause()
                + fallback.filter(value -> generation.isNone())
                        .map(value -> " DEFAULT " + value)
                        .orElse("")
                + (nullable ? "" : " NOT NULL");
    }

    String remarkLiteral() {
        return remark.map(text -> MappedObject.remark(remark, name)).orElse("NULL");
    }

    String comment() {
        return "COMMENT ON COLUMN %s IS %s;".formatted(path(), MappedObject.remark(remark, name));
    }

    @Override
    public List<Changeset> create() {
        boolean empty = !nullable && generation.isNone() && fallback.isEmpty();
        MappedColumn added = new MappedColumn(table, name, type, nullable || empty, fallback, generation, remark, uses);
        List<Changeset> changesets = new ArrayList<>();
        changesets.add(Changeset.of(
                        id(),
                        path() + (empty ? ", still empty" : ""),
                        Precondition.noColumn(table, name),
                        "ALTER TABLE %s ADD COLUMN %s;\n%s".formatted(table, added.declaration(), comment()),
                        dropping())
                .cautioning("The values go with the column."));
        if (empty) {
            changesets.addAll(setNotNull());
        }
        return changesets;
    }

    /** A new column must be able to stay empty before it goes, so that the older version can insert until the end. */
    @Override
    public List<Changeset> drop() {
        List<Changeset> changesets = new ArrayList<>();
        if (!nullable && !generation.isIdentity()) {
            changesets.addAll(dropNotNull());
        }
        changesets.add(Changeset.of(id() + "_drop", path() + " goes", Precondition.column(table, name), dropping(), "")
                .cautioning("The values do not come back."));
        return changesets;
    }

    /** What the rows that have no value get, nobody else knows. */
    List<Changeset> setNotNull() {
        List<Changeset> changesets = new ArrayList<>(proveNotNull());
        changesets.add(0, Changeset.unwritten(id() + "_fill", path() + " gets a value in the rows that have none"));
        return changesets;
    }

    /** Reads the rows while others write, and then takes the lock for a moment. */
    List<Changeset> proveNotNull() {
        var check = new NotValidConstraint(table, id() + "_not_null_check", "CHECK (%s IS NOT NULL)".formatted(name));
        List<Changeset> changesets = new ArrayList<>(check.changesets(
                path() + " is given",
                Precondition.column(table, name),
                Precondition.none(
                        "SELECT count(*) FROM %s WHERE %s IS NULL".formatted(table, name),
                        "Some %s have no %s. Fill it in these rows first.".formatted(table, name))));
        changesets.add(Changeset.of(
                        id() + "_not_null",
                        path() + " NOT NULL, which the validated CHECK has proved and which replaces it",
                        Precondition.column(table, name),
                        alter("SET NOT NULL") + "\n" + check.drop(),
                        String.join("\n", check.add(), check.validate(), alter("DROP NOT NULL")))
                .cautioning("Writers wait while the rows are read."));
        return changesets;
    }

    List<Changeset> dropNotNull() {
        return List.of(Changeset.of(
                        id() + "_nullable",
                        path() + " may be empty",
                        Precondition.column(table, name),
                        alter("DROP NOT NULL"),
                        alter("SET NOT NULL"))
                .cautioning("Refused by PostgreSQL, with nothing changed, where a row has no value."));
    }

    Optional<Integer> length() {
        return ColumnType.of(type).length();
    }

    boolean isFormer() {
        return remark.filter(text -> text.startsWith(ShadowColumn.FORMER)).isPresent();
    }

    /** Its remark, unless it is only made of its name. */
    Optional<String> ownRemark() {
        return remark.filter(
                text -> !MappedObject.remark(remark, name).equals(MappedObject.remark(Optional.empty(), name)));
    }

    MappedColumn remarked(Optional<String> other) {
        return new MappedColumn(table, name, type, nullable, fallback, generation, other, uses);
    }

    MappedColumn as(String otherName, String otherType) {
        return new MappedColumn(table, otherName, otherType, nullable, fallback, generation, remark, uses);
    }

    /** The same with values that the entities draw from the sequence, where there is one. */
    MappedColumn drawnFrom(Optional<MappedSequence> sequence) {
        ValueGeneration drawn =
                sequence.isPresent() ? new ValueGeneration(Optional.empty(), sequence, false) : generation;
        return new MappedColumn(table, name, type, nullable, fallback, drawn, remark, uses);
    }

    String alter(String action) {
        return "ALTER TABLE %s ALTER COLUMN %s %s;".formatted(table, name, action);
    }

    String dropping() {
        return "ALTER TABLE %s DROP COLUMN %s;".formatted(table, name);
    }

    String id() {
        return MappedObject.plain(table) + "_" + MappedObject.plain(name);
    }
}
