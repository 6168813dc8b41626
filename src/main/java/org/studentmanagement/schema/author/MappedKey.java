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
 */
record MappedKey(
        String table,
        Kind kind,
        String name,
        boolean constraint,
        List<String> columns,
        String definition,
        String target,
        List<String> targetColumns)
        implements MappedObject {
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
        return kind.words + " on " + place() + (isForeign() ? " to " + target : "");
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

    String clause() {
        return "CONSTRAINT %s %s"
                .formatted(
                        ownName(),
                        switch (kind) {
                            case PRIMARY -> "PRIMARY KEY (%s)".formatted(list());
                            case UNIQUE -> "UNIQUE (%s)".formatted(list());
                            default -> definition;
                        });
    }

    String indexOfNewTable() {
        return "CREATE INDEX %s ON %s USING %s;".formatted(ownName(), table, definition);
    }

    boolean isForeign() {
        return kind == Kind.FOREIGN;
    }

    /** Whether rows that refer to a row are found by it. */
    boolean covers(MappedKey foreign) {
        int size = foreign.columns.size();
        return !isForeign()
                && columns.size() >= size
                && columns.subList(0, size).containsAll(foreign.columns);
    }

    /** The index without which each row that goes from the target reads the whole table. */
    MappedKey support() {
        return new MappedKey(table, Kind.INDEX, "", false, columns, "btree (%s)".formatted(list()), "", List.of());
    }

    /** The name that PostgreSQL would give. */
    String ownName() {
        return MappedObject.plain(kind == Kind.PRIMARY ? table + "_pkey" : stem() + "_" + kind.suffix);
    }

    @Override
    public List<Changeset> create() {
        return switch (kind) {
            case PRIMARY -> throw byHand();
            case UNIQUE -> List.of(uniqueIndex(), constraintUsingIndex());
            case INDEX ->
                List.of(index(
                        "Index on " + place(),
                        Precondition.column(table, columns.get(0)),
                        "CREATE INDEX CONCURRENTLY %s ON %s USING %s;".formatted(ownName(), table, definition)));
            case FOREIGN -> foreignKey();
        };
    }

    @Override
    public List<Changeset> drop() {
        if (kind == Kind.PRIMARY) {
            throw byHand();
        }
        Changeset changeset = Changeset.of(
                MappedObject.plain(name) + "_drop",
                "%s goes".formatted(name),
                Precondition.table(table),
                constraint
                        ? "ALTER TABLE %s DROP CONSTRAINT %s;".formatted(table, name)
                        : "DROP INDEX CONCURRENTLY IF EXISTS %s;".formatted(name),
                "");
        return List.of(
                constraint
                        ? changeset.cautioning("Writers wait while the rows are read.")
                        : changeset.outsideTransaction());
    }

    private Refused byHand() {
        return new Refused("The %s differs, and how to change it depends on what refers to it:".formatted(words())
                + " write that changeset by hand, beginning with db revision -m.");
    }

    private Changeset uniqueIndex() {
        return index(
                "Unique index on " + place(),
                Precondition.none(
                        "SELECT count(*) FROM (SELECT 1 FROM %1$s WHERE (%2$s) IS NOT NULL GROUP BY %2$s HAVING count(*) > 1) alike"
                                .formatted(table, list()),
                        "Some %s have the same %s. Make them differ first.".formatted(table, list())),
                "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s;".formatted(ownName(), place()));
    }

    private Changeset index(String comment, Precondition precondition, String create) {
        String drop = "DROP INDEX CONCURRENTLY IF EXISTS %s;".formatted(ownName());
        return Changeset.of(
                        MappedObject.plain(stem()) + "_index",
                        comment,
                        precondition,
                        "-- what an interrupted run left behind\n" + drop + "\n" + create,
                        drop)
                .outsideTransaction();
    }

    private Changeset constraintUsingIndex() {
        return Changeset.of(
                        ownName(),
                        place() + " is unique",
                        Precondition.index(table, ownName()),
                        "ALTER TABLE %1$s ADD CONSTRAINT %2$s UNIQUE USING INDEX %2$s;".formatted(table, ownName()),
                        "ALTER TABLE %1$s DROP CONSTRAINT %2$s;\nCREATE UNIQUE INDEX %2$s ON %3$s;"
                                .formatted(table, ownName(), place()))
                .cautioning("The constraint takes its index along, and the changeset before expects it:"
                        + " writers wait while it is built.");
    }

    private List<Changeset> foreignKey() {
        String matches = columns.stream()
                .map(column -> "target.%s = %s.%s".formatted(targetColumns.get(columns.indexOf(column)), table, column))
                .collect(Collectors.joining(" AND "));
        return new NotValidConstraint(table, ownName(), definition)
                .changesets(
                        place() + " refers to " + target,
                        Precondition.table(target),
                        Precondition.none(
                                "SELECT count(*) FROM %s WHERE (%s) IS NOT NULL AND NOT EXISTS (SELECT FROM %s target WHERE %s)"
                                        .formatted(table, list(), target, matches),
                                "Some %s refer by %s to %s that do not exist. Correct or delete them first."
                                        .formatted(table, list(), target)));
    }

    private String stem() {
        return table + "_" + String.join("_", columns);
    }

    private String place() {
        return "%s (%s)".formatted(table, list());
    }

    private String list() {
        return String.join(", ", columns);
    }
}
