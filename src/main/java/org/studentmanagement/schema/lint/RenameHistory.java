package org.studentmanagement.schema.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the names that a run uses stand for in the database before it, since the run renames and makes things itself. */
final class RenameHistory {
    private record Part(QualifiedName table, String column) {}

    private final Map<QualifiedName, QualifiedName> tables = new HashMap<>();
    private final Map<Part, String> columns = new HashMap<>();
    private final Set<QualifiedName> made = new HashSet<>();
    private final Set<Part> added = new HashSet<>();

    /** Its name in the database; none where the run has made it. */
    Optional<QualifiedName> table(QualifiedName name) {
        return made.contains(name) ? Optional.empty() : Optional.of(tables.getOrDefault(name, name));
    }

    /** Its name in the database; none where the run has made it or its table. */
    Optional<String> column(QualifiedName table, String column) {
        Part part = new Part(table, column);
        return made.contains(table) || added.contains(part)
                ? Optional.empty()
                : Optional.of(columns.getOrDefault(part, column));
    }

    void apply(Operation operation) {
        if (operation instanceof Operation.CreateTable create) {
            made.add(create.table());
        } else if (operation instanceof Operation.AddColumn add) {
            added.add(new Part(add.table(), add.column().name()));
        } else if (operation instanceof Operation.Rename rename && rename.column() == null) {
            rename(rename.table(), rename.table().sibling(rename.to()));
        } else if (operation instanceof Operation.Rename rename) {
            rename(new Part(rename.table(), rename.column()), new Part(rename.table(), rename.to()));
        }
    }

    private void rename(QualifiedName from, QualifiedName to) {
        if (made.remove(from)) {
            made.add(to);
        } else {
            tables.put(to, tables.getOrDefault(from, from));
            tables.remove(from);
        }
        for (Part part : Set.copyOf(columns.keySet())) {
            if (part.table.equals(from)) {
                columns.put(new Part(to, part.column), columns.remove(part));
            }
        }
        for (Part part : Set.copyOf(added)) {
            if (part.table.equals(from)) {
                added.remove(part);
                added.add(new Part(to, part.column));
            }
        }
    }

    private void rename(Part from, Part to) {
        if (added.remove(from)) {
            added.add(to);
        } else {
            columns.put(to, columns.getOrDefault(from, from.column));
            columns.remove(from);
        }
    }
}
