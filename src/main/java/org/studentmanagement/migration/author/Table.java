package org.studentmanagement.migration.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table with its columns, keys and plain indexes. */
record Table(String name, Optional<String> remark, List<Column> columns, List<Key> keys) implements Part {
    @Override
    public String words() {
        return "table " + name;
    }

    @Override
    public int rank() {
        return 1;
    }

    /** Without its foreign keys, which need the other tables, and its plain indexes: both have changesets of their own. */
    @Override
    public List<Changeset> create() {
        List<String> clauses = new ArrayList<>();
        columns.forEach(column -> clauses.add(column.declaration()));
        keys.stream().filter(Key::comesWithTable).forEach(key -> clauses.add(key.clause()));
        String comments = columns.stream().map(Column::comment).collect(Collectors.joining("\n"));
        return List.of(Changeset.of(
                        "create_" + Part.plain(name),
                        "Table " + name,
                        Precondition.noTable(name),
                        "CREATE TABLE %s (\n  %s\n);\nCOMMENT ON TABLE %s IS %s;\n%s"
                                .formatted(
                                        name,
                                        String.join(",\n  ", clauses),
                                        name,
                                        Remark.literal(remark, name),
                                        comments),
                        "DROP TABLE %s;".formatted(name))
                .cautioning("The rows go with the table."));
    }

    @Override
    public List<Changeset> drop() {
        return List.of(Changeset.of(
                        "drop_" + Part.plain(name),
                        "Table %s goes".formatted(name),
                        Precondition.table(name),
                        "DROP TABLE %s;".formatted(name),
                        "")
                .cautioning("The rows do not come back."));
    }

    Optional<Column> column(String column) {
        return columns.stream().filter(one -> one.name().equals(column)).findFirst();
    }
}
