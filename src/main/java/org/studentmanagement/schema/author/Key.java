package org.studentmanagement.schema.author;

import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.terminal.Refused;

/**
 * A primary, unique or foreign key or a plain index. Two are the same if they mean the same: names do not count, nor does the
 * order of columns that are unique together.
 *
 * @param name in the database it was read from; a changeset makes it with {@link #ownName}
 * @param constraint false for a bare index
 * @param definition as PostgreSQL writes it, without the name
 * @param target the table that a foreign key refers to, else empty
 */
record Key(
        String table,
        Kind kind,
        String name,
        boolean constraint,
        List<String> columns,
        String definition,
        String target,
        List<String> targetColumns)
        implements Part {
    enum Kind {
        PRIMARY("primary key", "pkey"),
        UNIQUE("unique key", "key"),
        INDEX("index", "idx"),
        FOREIGN("foreign key", "fkey");

        private final String words;
        private final String suffix;

        Kind(String words, String suffix) {
            this.words = words;
            this.suffix = suffix;
        }
    }

    @Override
    public String words() {
        String what = kind == Kind.FOREIGN ? " to " + target : "";
        return "%s on %s (%s)%s".formatted(kind.words, table, list(columns), what);
    }

    @Override
    public int rank() {
        return 2 + kind.ordinal();
    }

    /** What makes it the same as another one of the table. */
    String meaning() {
        boolean anyOrder = kind == Kind.PRIMARY || kind == Kind.UNIQUE;
        return kind + " " + (anyOrder ? columns.stream().sorted().toList() : definition);
    }

    /** As in CREATE TABLE. */
    String clause() {
        return "CONSTRAINT %s %s"
                .formatted(
                        ownName(),
                        switch (kind) {
                            case PRIMARY -> "PRIMARY KEY (%s)".formatted(list(columns));
                            case UNIQUE -> "UNIQUE (%s)".formatted(list(columns));
                            default -> definition;
                        });
    }

    /** As it stands behind CREATE TABLE. */
    String indexOfNewTable() {
        return "CREATE INDEX %s ON %s USING %s;".formatted(ownName(), table, definition);
    }

    boolean isForeign() {
        return kind == Kind.FOREIGN;
    }

    /** Whether rows that refer to a row are found by it. */
    boolean covers(Key foreign) {
        int size = foreign.columns.size();
        return !isForeign()
                && columns.size() >= size
                && columns.subList(0, size).containsAll(foreign.columns);
    }

    /** The index without which each row that goes from the target reads the whole table. */
    Key support() {
        return new Key(table, Kind.INDEX, "", false, columns, "btree (%s)".formatted(list(columns)), "", List.of());
    }

    /** The name that PostgreSQL would give. */
    String ownName() {
        return Part.plain(kind == Kind.PRIMARY ? table + "_pkey" : stem() + "_" + kind.suffix);
    }

    @Override
    public List<Changeset> create() {
        return switch (kind) {
            case PRIMARY -> throw byHand();
            case UNIQUE -> List.of(uniqueIndex(), constraintUsingIndex());
            case INDEX ->
                List.of(index(
                        "Index on %s (%s)".formatted(table, list(columns)),
                        Precondition.column(table, columns.get(0)),
                        "CREATE INDEX CONCURRENTLY %s ON %s USING %s;".formatted(ownName(), table, definition)));
            case FOREIGN -> List.of(foreignKey(), validation());
        };
    }

    @Override
    public List<Changeset> drop() {
        if (kind == Kind.PRIMARY) {
            throw byHand();
        }
        String comment = "%s goes".formatted(name);
        if (constraint) {
            return List.of(Changeset.of(
                            Part.plain(name) + "_drop",
                            comment,
                            Precondition.table(table),
                            "ALTER TABLE %s DROP CONSTRAINT %s;".formatted(table, name),
                            "")
                    .cautioning("Writers wait while the rows are read."));
        }
        return List.of(Changeset.of(
                        Part.plain(name) + "_drop",
                        comment,
                        Precondition.table(table),
                        "DROP INDEX CONCURRENTLY IF EXISTS %s;".formatted(name),
                        "")
                .outsideTransaction());
    }

    private Refused byHand() {
        return new Refused("The %s differs, and how to change it depends on what refers to it:".formatted(words())
                + " write that changeset by hand, beginning with db revision -m.");
    }

    private Changeset uniqueIndex() {
        return index(
                "Unique index on %s (%s)".formatted(table, list(columns)),
                Precondition.none(
                        "SELECT count(*) FROM (SELECT 1 FROM %s WHERE (%s) IS NOT NULL GROUP BY %s HAVING count(*) > 1) alike"
                                .formatted(table, list(columns), list(columns)),
                        "Some %s have the same %s. Make them differ first.".formatted(table, list(columns))),
                "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s (%s);".formatted(ownName(), table, list(columns)));
    }

    private Changeset index(String comment, Precondition precondition, String create) {
        String drop = "DROP INDEX CONCURRENTLY IF EXISTS %s;".formatted(ownName());
        return Changeset.of(
                        Part.plain(stem()) + "_index",
                        comment,
                        precondition,
                        "-- what an interrupted run left behind\n" + drop + "\n" + create,
                        drop)
                .outsideTransaction();
    }

    private Changeset constraintUsingIndex() {
        return Changeset.of(
                        ownName(),
                        "%s (%s) is unique".formatted(table, list(columns)),
                        Precondition.index(table, ownName()),
                        "ALTER TABLE %s ADD CONSTRAINT %s UNIQUE USING INDEX %s;"
                                .formatted(table, ownName(), ownName()),
                        "ALTER TABLE %s DROP CONSTRAINT %s;\nCREATE UNIQUE INDEX %s ON %s (%s);"
                                .formatted(table, ownName(), ownName(), table, list(columns)))
                .cautioning("The constraint takes its index along, and the changeset before expects it:"
                        + " writers wait while it is built.");
    }

    private Changeset foreignKey() {
        return Changeset.of(
                ownName(),
                "%s (%s) refers to %s, in new and changed rows first".formatted(table, list(columns), target),
                Precondition.table(target),
                add(),
                "ALTER TABLE %s DROP CONSTRAINT %s;".formatted(table, ownName()));
    }

    private Changeset validation() {
        String matches = columns.stream()
                .map(column ->
                        "%s.%s = %s.%s".formatted("target", targetColumns.get(columns.indexOf(column)), table, column))
                .collect(Collectors.joining(" AND "));
        return Changeset.of(
                ownName() + "_validate",
                "%s (%s) refers to %s, in all rows".formatted(table, list(columns), target),
                Precondition.none(
                        "SELECT count(*) FROM %s WHERE (%s) IS NOT NULL AND NOT EXISTS (SELECT FROM %s target WHERE %s)"
                                .formatted(table, list(columns), target, matches),
                        "Some %s refer by %s to %s that do not exist. Correct or delete them first."
                                .formatted(table, list(columns), target)),
                "ALTER TABLE %s VALIDATE CONSTRAINT %s;".formatted(table, ownName()),
                "ALTER TABLE %s DROP CONSTRAINT %s;\n%s".formatted(table, ownName(), add()));
    }

    private String add() {
        return "ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID;".formatted(table, ownName(), definition);
    }

    private String stem() {
        return table + "_" + String.join("_", columns);
    }

    private static String list(List<String> columns) {
        return String.join(", ", columns);
    }
}
