package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

record MappedTable(String name, Optional<String> remark, List<MappedColumn> columns, List<MappedKey> keys)
        implements MappedObject {
    @Override
    public String words() {
        return "table " + name;
    }

    @Override
    public int rank() {
        return 1;
    }

    /** With its keys and indexes: nobody holds rows in it. */
    @Override
    public List<Changeset> create() {
        List<String> clauses = new ArrayList<>();
        columns.forEach(column -> clauses.add(column.declaration()));
        keys.stream().filter(key -> key.kind() != MappedKey.Kind.INDEX).forEach(key -> clauses.add(key.clause()));
        String more = Stream.concat(
                        columns.stream().map(MappedColumn::comment),
                        keys.stream()
                                .filter(key -> key.kind() == MappedKey.Kind.INDEX)
                                .map(MappedKey::indexOfNewTable))
                .collect(Collectors.joining("\n"));
        return List.of(Changeset.of(
                        "create_" + MappedObject.plain(name),
                        "Table " + name,
                        Precondition.noTable(name),
                        "CREATE TABLE %s (\n  %s\n);\nCOMMENT ON TABLE %s IS %s;\n%s"
                                .formatted(
                                        name,
                                        String.join(",\n  ", clauses),
                                        name,
                                        MappedObject.remark(remark, name),
                                        more),
                        "DROP TABLE %s;".formatted(name))
                .cautioning("The rows go with the table."));
    }

    @Override
    public List<Changeset> drop() {
        return List.of(Changeset.of(
                        "drop_" + MappedObject.plain(name),
                        "Table %s goes".formatted(name),
                        Precondition.table(name),
                        "DROP TABLE %s;".formatted(name),
                        "")
                .cautioning("The rows do not come back."));
    }

    /** Whether a row without a value for the column is refused, and need not be. */
    boolean wants(MappedColumn column) {
        return !column.nullable()
                && column.generation().isNone()
                && column.fallback().isEmpty()
                && keys.stream()
                        .noneMatch(key -> key.kind() == MappedKey.Kind.PRIMARY
                                && key.columns().contains(column.name()));
    }

    boolean covers(MappedKey foreign) {
        return keys.stream().anyMatch(key -> key.covers(foreign));
    }

    MappedTable withColumns(List<MappedColumn> others) {
        return new MappedTable(name, remark, others, keys);
    }

    MappedTable with(List<MappedKey> others) {
        return new MappedTable(name, remark, columns, others);
    }

    Optional<MappedColumn> column(String column) {
        return columns.stream().filter(one -> one.name().equals(column)).findFirst();
    }
}
