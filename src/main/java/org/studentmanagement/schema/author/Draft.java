package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.schema.author.Difference.Missing;
import org.studentmanagement.schema.author.Difference.Unexpected;
import org.studentmanagement.terminal.Refused;

/**
 * The changesets that turn the changelog's schema into that of the entities.
 *
 * @param differences what they end, and what stays
 * @param withheld the differences that stay, because to end them something would be dropped, as sentences
 * @param notes what else a developer has to know, as sentences
 */
record Draft(List<Changeset> changesets, List<Difference> differences, List<String> withheld, List<String> notes) {
    /**
     * Drafts against a scratch database that has the changelog's schema. Renamings and drops are tried out there and rolled
     * back.
     *
     * @param taken the ids that the changelog has already
     * @throws Refused if something cannot be renamed, dropped or changed in this way
     */
    static Draft of(Connection connection, Catalog entities, List<Rename> renames, boolean allowDrop, Set<String> taken)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<Changeset> changesets = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            for (Former former : Former.read(connection, Catalog.read(connection))) {
                if (allowDrop) {
                    changesets.addAll(contracted(connection, former));
                } else {
                    notes.add(former.sentence() + " --allow-drop drops it, once no release uses it.");
                }
            }
            for (Rename rename : renames) {
                changesets.addAll(rename.tryOut(connection, entities));
            }
            Catalog changelog = Catalog.read(connection);
            List<Difference> differences = Comparison.between(changelog, entities);
            List<String> withheld = new ArrayList<>();
            Set<String> keptNames = new HashSet<>();
            for (Difference difference : differences) {
                if (keeps(difference, allowDrop, keptNames)) {
                    withheld.add(difference.sentence());
                    changesets.addAll(letGo(difference, changelog));
                } else {
                    for (Changeset changeset : difference.changesets()) {
                        if (difference instanceof Transition || isSequence(difference)) {
                            execute(connection, changeset.sql());
                        }
                        changesets.add(difference instanceof Unexpected ? dropped(connection, changeset) : changeset);
                    }
                }
            }
            notes.addAll(Notes.of(differences, changelog, entities));
            return new Draft(named(changesets, taken), differences, withheld, notes);
        } finally {
            connection.rollback();
        }
    }

    private static List<Changeset> contracted(Connection connection, Former former) {
        return former.changesets().stream()
                .map(changeset -> dropped(connection, changeset, former::refilled))
                .toList();
    }

    /** Entities that do not know a column give it no value. */
    private static List<Changeset> letGo(Difference difference, Catalog changelog) {
        return difference instanceof Unexpected unexpected
                        && unexpected.part() instanceof Column column
                        && changelog.tables().get(column.table()).wants(column)
                ? column.dropNotNull()
                : List.of();
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
        return dropped(connection, changeset, undo -> undo);
    }

    private static Changeset dropped(
            Connection connection, Changeset changeset, UnaryOperator<List<String>> completed) {
        try {
            List<String> undo = Removal.tryOut(connection, changeset.sql());
            return changeset.undo().isEmpty() ? changeset.undoneBy(completed.apply(undo)) : changeset;
        } catch (SQLException e) {
            throw new Refused("%s cannot be: %s".formatted(changeset.comment(), DatabaseFault.explain(e)));
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
