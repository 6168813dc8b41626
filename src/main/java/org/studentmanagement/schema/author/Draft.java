package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.author.MappingDifference.Kind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.terminal.Refused;

/**
 * The changesets that turn the changelog's schema into that of the entities.
 *
 * @param withheld the differences that stay, because to end them something would be dropped, as sentences
 */
record Draft(
        List<Changeset> changesets, List<MappingDifference> differences, List<String> withheld, List<String> notes) {
    /**
     * Drafts against a scratch database that has the changelog's schema. Renamings and drops are tried out there and rolled
     * back.
     *
     * @throws Refused if something cannot be renamed, dropped or changed in this way
     */
    static Draft of(
            Connection connection, MappedSchema entities, List<Rename> renames, boolean allowDrop, Set<String> taken)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<Changeset> changesets = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            for (FormerName former : FormerName.read(connection, MappedSchema.read(connection))) {
                if (allowDrop) {
                    former.changesets()
                            .forEach(changeset -> changesets.add(dropped(connection, changeset, former::refilled)));
                } else {
                    notes.add(former.sentence() + " --allow-drop drops it, once no release uses it.");
                }
            }
            for (Rename rename : renames) {
                changesets.addAll(rename.tryOut(connection, entities));
            }
            MappedSchema changelog = MappedSchema.read(connection);
            List<MappingDifference> differences = MappingComparison.between(changelog, entities);
            List<String> withheld = new ArrayList<>();
            Set<String> keptNames = new HashSet<>();
            for (MappingDifference difference : differences) {
                if (keeps(difference, allowDrop, keptNames)) {
                    withheld.add(difference.sentence());
                    changesets.addAll(letGo(difference, changelog));
                } else {
                    for (Changeset changeset : difference.changesets()) {
                        // What comes later may go only when nothing draws from it any more.
                        if (difference.kind() == Kind.GENERATED || difference.is(Kind.MISSING, MappedSequence.class)) {
                            Jdbc.execute(connection, changeset.sql());
                        }
                        changesets.add(
                                difference.kind() == Kind.UNEXPECTED
                                        ? dropped(connection, changeset, undo -> undo)
                                        : changeset);
                    }
                }
            }
            notes.addAll(Notes.of(differences, changelog, entities));
            return new Draft(named(changesets, taken), differences, withheld, notes);
        } finally {
            connection.rollback();
        }
    }

    /** Entities that do not know a column give it no value. */
    private static List<Changeset> letGo(MappingDifference difference, MappedSchema changelog) {
        return difference.kind() == Kind.UNEXPECTED
                        && difference.old() instanceof MappedColumn column
                        && changelog.tables().get(column.table()).wants(column)
                ? column.dropNotNull()
                : List.of();
    }

    /** A key that stays also keeps its name, which a key in its place would need. */
    private static boolean keeps(MappingDifference difference, boolean allowDrop, Set<String> keptNames) {
        if (difference.kind() == Kind.GENERATED) {
            // Otherwise inserts of the release before, which leaves the value to the database, would fail.
            return !allowDrop
                    && ((MappedColumn) difference.wanted()).generation().isNone();
        }
        if (difference.kind() == Kind.UNEXPECTED && !allowDrop) {
            if (difference.old() instanceof MappedKey key) {
                keptNames.add(key.name());
            }
            return true;
        }
        return difference.kind() == Kind.MISSING
                && difference.wanted() instanceof MappedKey key
                && keptNames.contains(key.ownName());
    }

    /**
     * Finds the way back from a drop by trying it: what the schema has before and not afterwards, the CHECKs, indexes, triggers
     * and remarks that went along included, is what the rollback must make.
     */
    private static Changeset dropped(
            Connection connection, Changeset changeset, UnaryOperator<List<String>> completed) {
        try {
            Schema before = Schema.read(connection);
            Jdbc.execute(connection, changeset.sql().replace(" CONCURRENTLY", ""));
            List<String> undo = before.missingIn(Schema.read(connection));
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
