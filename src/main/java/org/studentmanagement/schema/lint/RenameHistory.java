package org.studentmanagement.schema.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What the names that a run uses stand for in the database before it, since the run renames and makes things itself. */
final class RenameHistory {
    /** The last one first. */
    private final Deque<Operation> operations = new ArrayDeque<>();

    void apply(Operation operation) {
        operations.push(operation);
    }

    /** Its name in the database; none where the run has made it. */
    Optional<QualifiedName> table(QualifiedName table) {
        QualifiedName before = table;
        for (Operation operation : operations) {
            if (makes(operation, before)) {
                return Optional.empty();
            }
            before = before(operation, before);
        }
        return Optional.of(before);
    }

    /** Its name in the database; none where the run has made it or its table. */
    Optional<String> column(QualifiedName table, String column) {
        QualifiedName owner = table;
        String before = column;
        for (Operation operation : operations) {
            if (makes(operation, owner)
                    || operation instanceof Operation.AddColumn add
                            && add.table().equals(owner)
                            && add.column().name().equals(before)) {
                return Optional.empty();
            }
            if (operation instanceof Operation.Rename rename
                    && rename.column() != null
                    && rename.table().equals(owner)
                    && rename.to().equals(before)) {
                before = rename.column();
            }
            owner = before(operation, owner);
        }
        return Optional.of(before);
    }

    private static boolean makes(Operation operation, QualifiedName table) {
        return operation instanceof Operation.CreateTable && table.equals(operation.table());
    }

    private static QualifiedName before(Operation operation, QualifiedName table) {
        return operation instanceof Operation.Rename rename
                        && rename.column() == null
                        && table.equals(rename.table().sibling(rename.to()))
                ? rename.table()
                : table;
    }
}
