package org.studentmanagement.migration.author;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.studentmanagement.migration.author.Difference.Altered;
import org.studentmanagement.migration.author.Difference.Missing;
import org.studentmanagement.migration.author.Difference.Recounted;
import org.studentmanagement.migration.author.Difference.Unexpected;

/**
 * In what the schema of the changelog is not that of the entities. CHECKs, triggers, functions, defaults, remarks, and indexes of
 * expressions or of some rows are the changelog's own affair and are not compared.
 */
final class Comparison {
    private final Catalog changelog;
    private final Catalog entities;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Catalog changelog, Catalog entities) {
        this.changelog = changelog;
        this.entities = entities;
    }

    /** The differences in an order in which their changesets run. */
    static List<Difference> between(Catalog changelog, Catalog entities) {
        Comparison comparison = new Comparison(changelog, entities);
        comparison.compareSequences();
        comparison.compareTables();
        comparison.differences.sort(Comparator.comparingInt(Difference::rank));
        return List.copyOf(comparison.differences);
    }

    private void compareSequences() {
        entities.sequences().values().forEach(wanted -> {
            Sequence old = changelog.sequences().get(wanted.name());
            if (old == null) {
                differences.add(new Missing(wanted));
            } else if (old.increment() != wanted.increment()) {
                differences.add(new Recounted(old, wanted));
            }
        });
        changelog.sequences().values().stream()
                .filter(old -> !entities.sequences().containsKey(old.name()) && !isOfUse(old))
                .forEach(old -> differences.add(new Unexpected(old)));
    }

    /** A default draws from it, and goes on to, or it becomes an identity's. */
    private boolean isOfUse(Sequence old) {
        return changelog
                .drawingFrom(old.name())
                .anyMatch(column -> Optional.ofNullable(entities.tables().get(column.table()))
                        .flatMap(table -> table.column(column.name()))
                        .filter(wanted -> wanted.numbering().drawn().isEmpty())
                        .isPresent());
    }

    private void compareTables() {
        entities.tables().values().forEach(wanted -> {
            Table old = changelog.tables().get(wanted.name());
            if (old == null) {
                differences.add(new Missing(wanted));
                keys(wanted, key -> !key.comesWithTable()).forEach(key -> differences.add(new Missing(key)));
            } else {
                compareColumns(old, wanted);
                compareKeys(old, wanted);
            }
        });
        changelog.tables().values().stream()
                .filter(old -> !entities.tables().containsKey(old.name()))
                .forEach(old -> {
                    differences.add(new Unexpected(old));
                    // Two tables that go may refer to each other.
                    keys(old, key -> key.kind() == Key.Kind.FOREIGN)
                            .forEach(key -> differences.add(new Unexpected(key)));
                });
    }

    private void compareColumns(Table old, Table wanted) {
        for (Column column : wanted.columns()) {
            old.column(column.name())
                    .ifPresentOrElse(
                            before -> compareColumn(before, column), () -> differences.add(new Missing(column)));
        }
        old.columns().stream()
                .filter(column -> wanted.column(column.name()).isEmpty())
                .forEach(column -> differences.add(new Unexpected(column)));
    }

    private void compareColumn(Column old, Column wanted) {
        if (!old.type().equals(wanted.type())) {
            differences.add(new Altered(old, wanted));
        }
        if (!old.numbering().serves(wanted.numbering())) {
            differences.add(new Transition(old, wanted, inherits(old, wanted)));
        }
        if (old.nullable() != wanted.nullable()) {
            differences.add(new Altered(old.typed(wanted.type()), wanted));
        }
    }

    /** Nobody else draws from the sequence, so it can become the identity's own. */
    private boolean inherits(Column old, Column wanted) {
        return wanted.numbering().isIdentity()
                && old.numbering()
                        .drawn()
                        .filter(source -> !entities.sequences().containsKey(source.name())
                                && changelog.drawingFrom(source.name()).count() == 1)
                        .isPresent();
    }

    private void compareKeys(Table old, Table wanted) {
        keys(wanted, key -> !has(old.keys(), key)).forEach(key -> differences.add(new Missing(key)));
        keys(old, key -> !has(wanted.keys(), key)).forEach(key -> differences.add(new Unexpected(key)));
    }

    private static List<Key> keys(Table table, Predicate<Key> which) {
        return table.keys().stream().filter(which).toList();
    }

    private static boolean has(Collection<Key> keys, Key wanted) {
        return keys.stream().anyMatch(key -> key.meaning().equals(wanted.meaning()));
    }
}
