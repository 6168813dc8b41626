package org.studentmanagement.migration.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.migration.MigrationRefused;
import org.studentmanagement.migration.author.Difference.Missing;
import org.studentmanagement.migration.author.Difference.Unexpected;

/**
 * The changesets that turn the changelog's schema into that of the entities.
 *
 * @param withheld the differences that stay, because to end them something would be dropped, as sentences
 */
record Draft(List<Changeset> changesets, List<String> withheld) {
    /**
     * Drafts against a scratch database that has the changelog's schema. Renamings and drops are tried out there and rolled
     * back.
     *
     * @param taken the ids that the changelog has already
     * @throws MigrationRefused if something cannot be renamed, dropped or changed in this way
     */
    static Draft of(Connection connection, Catalog entities, List<Rename> renames, boolean allowDrop, Set<String> taken)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<Changeset> changesets = new ArrayList<>();
            for (Rename rename : renames) {
                changesets.add(rename.tryOut(connection, entities));
            }
            List<String> withheld = new ArrayList<>();
            Set<String> keptNames = new HashSet<>();
            for (Difference difference : Comparison.between(Catalog.read(connection), entities)) {
                if (keeps(difference, allowDrop, keptNames)) {
                    withheld.add(difference.sentence());
                } else {
                    for (Changeset changeset : difference.changesets()) {
                        if (difference instanceof Transition || isSequence(difference)) {
                            execute(connection, changeset.sql());
                        }
                        changesets.add(difference instanceof Unexpected ? dropped(connection, changeset) : changeset);
                    }
                }
            }
            return new Draft(named(changesets, taken), withheld);
        } finally {
            connection.rollback();
        }
    }

    /** What comes later may go only when nothing draws from it any more. */
    private static boolean isSequence(Difference difference) {
        return difference instanceof Missing missing && missing.part() instanceof Sequence;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A key that stays also keeps its name, which a key in its place would need. */
    private static boolean keeps(Difference difference, boolean allowDrop, Set<String> keptNames) {
        if (difference instanceof Transition transition && transition.ends()) {
            return !allowDrop;
        }
        if (difference instanceof Unexpected unexpected && !allowDrop) {
            if (unexpected.part() instanceof Key key) {
                keptNames.add(key.name());
            }
            return true;
        }
        return difference instanceof Missing missing
                && missing.part() instanceof Key key
                && keptNames.contains(key.ownName());
    }

    private static Changeset dropped(Connection connection, Changeset changeset) {
        try {
            List<String> undo = Removal.tryOut(connection, changeset.sql());
            return changeset.undo().isEmpty() ? changeset.undoneBy(undo) : changeset;
        } catch (SQLException e) {
            throw new MigrationRefused("%s cannot be: %s".formatted(changeset.comment(), DatabaseFault.explain(e)));
        }
    }

    private static List<Changeset> named(List<Changeset> changesets, Set<String> taken) {
        Set<String> ids = new HashSet<>(taken);
        return changesets.stream()
                .map(changeset -> {
                    String id = changeset.id();
                    for (int i = 2; !ids.add(id); i++) {
                        id = changeset.id() + "_" + i;
                    }
                    return changeset.named(id);
                })
                .toList();
    }
}
