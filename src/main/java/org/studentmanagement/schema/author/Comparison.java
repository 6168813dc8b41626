package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.studentmanagement.schema.author.Difference.Altered;
import org.studentmanagement.schema.author.Difference.Missing;
import org.studentmanagement.schema.author.Difference.Recounted;
import org.studentmanagement.schema.author.Difference.Unexpected;

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
        List<Table> missing = new ArrayList<>();
        entities.tables().values().forEach(wanted -> {
            Table old = changelog.tables().get(wanted.name());
            if (old == null) {
                missing.add(wanted);
            } else {
                compareColumns(old, wanted);
                compareKeys(old, wanted);
            }
        });
        addInOrder(missing);
        changelog.tables().values().stream()
                .filter(old -> !entities.tables().containsKey(old.name()))
                .forEach(old -> {
                    differences.add(new Unexpected(old));
                    // Two tables that go may refer to each other.
                    keys(old, Key::isForeign).forEach(key -> differences.add(new Unexpected(key)));
                });
    }

    /** What others refer to comes first. In a circle of tables, a foreign key comes when both are there. */
    private void addInOrder(List<Table> missing) {
        Set<String> made = new HashSet<>(changelog.tables().keySet());
        while (!missing.isEmpty()) {
            Table next = missing.stream()
                    .filter(table -> keys(table, key -> isLater(key, made)).isEmpty())
                    .findFirst()
                    .orElse(missing.get(0));
            List<Key> keys = new ArrayList<>(keys(next, key -> !isLater(key, made)));
            keys(next, key -> key.isForeign() && !next.covers(key)).forEach(key -> keys.add(key.support()));
            differences.add(new Missing(next.with(keys)));
            keys(next, key -> isLater(key, made)).forEach(key -> differences.add(new Missing(key)));
            made.add(next.name());
            missing.remove(next);
        }
    }

    private static boolean isLater(Key key, Set<String> made) {
        return key.isForeign() && !key.target().equals(key.table()) && !made.contains(key.target());
    }

    private void compareColumns(Table old, Table wanted) {
        for (Column column : wanted.columns()) {
            old.column(column.name())
                    .ifPresentOrElse(
                            before -> compareColumn(before, column), () -> differences.add(new Missing(column)));
        }
        old.columns().stream()
                .filter(column -> wanted.column(column.name()).isEmpty() && !column.isFormer())
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
            differences.add(new Altered(old.as(old.name(), wanted.type()), wanted));
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
        for (Key key : keys(wanted, key -> !has(old.keys(), key))) {
            differences.add(new Missing(key));
            if (key.isForeign() && !wanted.covers(key) && !old.covers(key)) {
                differences.add(new Missing(key.support()));
            }
        }
        keys(old, key -> !has(wanted.keys(), key) && !supports(key, wanted) && !isFormer(key, old))
                .forEach(key -> differences.add(new Unexpected(key)));
    }

    /** An index that only a foreign key needs, entities have no reason to name. */
    private static boolean supports(Key old, Table wanted) {
        return old.kind() == Key.Kind.INDEX
                && !keys(wanted, key -> key.isForeign() && old.covers(key) && !wanted.covers(key))
                        .isEmpty();
    }

    private static boolean isFormer(Key key, Table table) {
        return key.columns().stream()
                .anyMatch(
                        column -> table.column(column).filter(Column::isFormer).isPresent());
    }

    private static List<Key> keys(Table table, Predicate<Key> which) {
        return table.keys().stream().filter(which).toList();
    }

    private static boolean has(Collection<Key> keys, Key wanted) {
        return keys.stream().anyMatch(key -> key.meaning().equals(wanted.meaning()));
    }
}
