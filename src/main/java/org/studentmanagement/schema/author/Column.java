package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column. Names are quoted where SQL needs it.
 *
 * @param type as PostgreSQL writes it
 * @param fallback the default value, as SQL; neither it nor the remark are compared
 * @param uses what stands on it
 */
record Column(
        String table,
        String name,
        String type,
        boolean nullable,
        Optional<String> fallback,
        Numbering numbering,
        Optional<String> remark,
        Uses uses)
        implements Part {
    private static final Pattern TYPE = Pattern.compile("([a-z ]+?)(?:\\((\\d+)\\))?");

    /**
     * What stands on a column.
     *
     * @param none whether there is nothing
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

    /** As in CREATE TABLE. */
    String declaration() {
        return name + " " + type
                + numbering.clause()
                + fallback.filter(value -> numbering.isNone())
                        .map(value -> " DEFAULT " + value)
                        .orElse("")
                + (nullable ? "" : " NOT NULL");
    }

    /** As it is, where there is one. */
    String remarkLiteral() {
        return remark.map(text -> Remark.literal(remark, name)).orElse("NULL");
    }

    String comment() {
        return "COMMENT ON COLUMN %s IS %s;".formatted(path(), Remark.literal(remark, name));
    }

    @Override
    public List<Changeset> create() {
        boolean empty = !nullable && numbering.isNone() && fallback.isEmpty();
        Column added = empty ? withNullable(true) : this;
        List<Changeset> changesets = new ArrayList<>();
        changesets.add(Changeset.of(
                        id(),
                        path() + (empty ? ", still empty" : ""),
                        Precondition.noColumn(table, name),
                        "ALTER TABLE %s ADD COLUMN %s;\n%s".formatted(table, added.declaration(), comment()),
                        "ALTER TABLE %s DROP COLUMN %s;".formatted(table, name))
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
        if (!nullable && !numbering.isIdentity()) {
            changesets.addAll(dropNotNull());
        }
        changesets.add(Changeset.of(
                        id() + "_drop",
                        path() + " goes",
                        Precondition.column(table, name),
                        "ALTER TABLE %s DROP COLUMN %s;".formatted(table, name),
                        "")
                .cautioning("The values do not come back."));
        return changesets;
    }

    /** What the rows that have no value get, nobody else knows. */
    List<Changeset> setNotNull() {
        List<Changeset> changesets = new ArrayList<>();
        changesets.add(Changeset.unwritten(id() + "_fill", path() + " gets a value in the rows that have none"));
        changesets.addAll(proveNotNull());
        return changesets;
    }

    /** Reads the rows while others write, and then takes the lock for a moment. */
    List<Changeset> proveNotNull() {
        String check = id() + "_not_null_check";
        String add = "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID;".formatted(table, check, name);
        String drop = "ALTER TABLE %s DROP CONSTRAINT %s;".formatted(table, check);
        String validate = "ALTER TABLE %s VALIDATE CONSTRAINT %s;".formatted(table, check);
        String setNotNull = "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;".formatted(table, name);
        return List.of(
                Changeset.of(
                        check,
                        path() + " is given, in new and changed rows first",
                        Precondition.column(table, name),
                        add,
                        drop),
                Changeset.of(
                        check + "_validate",
                        path() + " is given, in all rows",
                        Precondition.none(
                                "SELECT count(*) FROM %s WHERE %s IS NULL".formatted(table, name),
                                "Some %s have no %s. Fill it in these rows first.".formatted(table, name)),
                        validate,
                        drop + "\n" + add),
                Changeset.of(
                                id() + "_not_null",
                                path() + " NOT NULL, which the validated CHECK has proved and which replaces it",
                                Precondition.column(table, name),
                                setNotNull + "\n" + drop,
                                "%s\n%s\nALTER TABLE %s ALTER COLUMN %s DROP NOT NULL;"
                                        .formatted(add, validate, table, name))
                        .cautioning("Writers wait while the rows are read."));
    }

    List<Changeset> dropNotNull() {
        return List.of(Changeset.of(
                        id() + "_nullable",
                        path() + " may be empty",
                        Precondition.column(table, name),
                        "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL;".formatted(table, name),
                        "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;".formatted(table, name))
                .cautioning("Refused by PostgreSQL, with nothing changed, where a row has no value."));
    }

    /** The type without its length. */
    String base() {
        Matcher parts = TYPE.matcher(type);
        return parts.matches() ? parts.group(1) : type;
    }

    Optional<Integer> length() {
        Matcher parts = TYPE.matcher(type);
        return parts.matches() ? Optional.ofNullable(parts.group(2)).map(Integer::valueOf) : Optional.empty();
    }

    boolean free() {
        return uses.none();
    }

    boolean isFormer() {
        return remark.filter(text -> text.startsWith(Twin.FORMER)).isPresent();
    }

    /** Its remark, unless it is only made of its name. */
    Optional<String> ownRemark() {
        return remark.filter(text -> !Remark.literal(remark, name).equals(Remark.literal(Optional.empty(), name)));
    }

    Column remarked(Optional<String> other) {
        return new Column(table, name, type, nullable, fallback, numbering, other, uses);
    }

    /** The same under another name, or as another type. */
    Column as(String otherName, String otherType) {
        return new Column(table, otherName, otherType, nullable, fallback, numbering, remark, uses);
    }

    /** The same, with values that the entities draw from a sequence. */
    Column drawnFrom(Sequence sequence) {
        Numbering drawn = new Numbering(Optional.empty(), Optional.of(sequence), false);
        return new Column(table, name, type, nullable, fallback, drawn, remark, uses);
    }

    String id() {
        return Part.plain(table) + "_" + Part.plain(name);
    }

    private Column withNullable(boolean value) {
        return new Column(table, name, type, value, fallback, numbering, remark, uses);
    }
}
