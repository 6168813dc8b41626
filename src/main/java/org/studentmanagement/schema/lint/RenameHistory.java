package org.studentmanagement.schema.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the names that a run uses stand for in the database before it, since the run renames and makes things itself. */
final class RenameHistory {
    /** By the names of the moment; none before the run is what the run has made. */
    private final Map<QualifiedName, Optional<QualifiedName>> tables = new HashMap<>();

    private final Map<QualifiedName, Map<String, Optional<String>>> columns = new HashMap<>();

    void apply(Operation operation) {
        if (operation instanceof Operation.CreateTable made) {
            tables.put(made.table(), Optional.empty());
        } else if (operation instanceof Operation.AddColumn added) {
            columns(added.table()).put(added.column().name(), Optional.empty());
        } else if (operation instanceof Operation.Rename renamed && renamed.column() != null) {
            columns(renamed.table()).put(renamed.to(), column(renamed.table(), renamed.column()));
        } else if (operation instanceof Operation.Rename renamed) {
            QualifiedName to = renamed.table().sibling(renamed.to());
            tables.put(to, table(renamed.table()));
            columns.put(to, new HashMap<>(columns(renamed.table())));
        }
    }

    /** Its name in the database; none where the run has made it. */
    Optional<QualifiedName> table(QualifiedName table) {
        return tables.getOrDefault(table, Optional.of(table));
    }

    /** Its name in the database; none where the run has made it or its table. */
    Optional<String> column(QualifiedName table, String column) {
        return table(table).isEmpty() ? Optional.empty() : columns(table).getOrDefault(column, Optional.of(column));
    }

    private Map<String, Optional<String>> columns(QualifiedName table) {
        return columns.computeIfAbsent(table, none -> new HashMap<>());
    }
}
