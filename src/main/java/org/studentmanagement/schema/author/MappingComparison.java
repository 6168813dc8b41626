package org.studentmanagement.schema.author;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * In what the schema of the changelog is not that of the entities. CHECKs, triggers, functions, defaults, remarks, and indexes of
 * expressions or of some rows are the changelog's own affair and are not compared.
 */
final class MappingComparison {
    private final MappedSchema changelog;
    private final MappedSchema entities;
    private final List<MappingDifference> differences = new ArrayList<>();

    private MappingComparison(MappedSchema changelog, MappedSchema entities) {
        this.changelog = changelog;
        this.entities = entities;
    }

    static List<MappingDifference> between(MappedSchema changelog, MappedSchema entities) {
        MappingComparison comparison = new MappingComparison(changelog, entities);
        comparison.compareSequences();
        comparison.compareTables();
        comparison.differences.sort(Comparator.comparingInt(MappingDifference::rank));
        return List.copyOf(comparison.differences);
    }

    private void compareSequences() {
        entities.sequences().values().forEach(wanted -> {
            MappedSequence old = changelog.sequences().get(wanted.name());
            if (old == null) {
                differences.add(MappingDifference.missing(wanted));
            } else if (old.increment() != wanted.increment()) {
                differences.add(MappingDifference.recounted(old, wanted));
            }
        });
        changelog.sequences().values().stream()
                .filter(old -> !entities.sequences().containsKey(old.name()) && !isOfUse(old))
                .forEach(old -> differences.add(MappingDifference.unexpected(old)));
    }

    /** A default draws from it, and goes on to, or it becomes an identity's. */
    private boolean isOfUse(MappedSequence old) {
        return changelog
                .drawingFrom(old.name())
                .anyMatch(column -> Optional.ofNullable(entities.tables().get(column.table()))
                        .flatMap(table -> table.column(column.name()))
                        .filter(wanted -> wanted.generation().drawn().isEmpty())
                        .isPresent());
    }

    private void compareTables() {
        List<MappedTable> missing = new ArrayList<>();
        entities.tables().values().forEach(wanted -> {
            MappedTable old = changelog.tables().get(wanted.name());
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
                    differences.add(MappingDifference.unexpected(old));
                    // Two tables that go may refer to each other.
                    keys(old, MappedKey::isForeign).forEach(key -> differences.add(MappingDifference.unexpected(key)));
                });
    }

    /** What others refer to comes first. In a circle of tables, a foreign key comes when both are there. */
    private void addInOrder(List<MappedTable> missing) {
        Set<String> made = new HashSet<>(changelog.tables().keySet());
        while (!missing.isEmpty()) {
            MappedTable next = missing.stream()
                    .filter(table -> keys(table, key -> isLater(key, made)).isEmpty())
                    .findFirst()
                    .orElse(missing.get(0));
            List<MappedKey> keys = new ArrayList<>(keys(next, key -> !isLater(key, made)));
            keys(next, key -> key.isForeign() && !next.covers(key)).forEach(key -> keys.add(key.support()));
            differences.add(MappingDifference.missing(next.with(keys)));
            keys(next, key -> isLater(key, made)).forEach(key -> differences.add(MappingDifference.missing(key)));
            made.add(next.name());
            missing.remove(next);
        }
    }

    private static boolean isLater(MappedKey key, Set<String> made) {
        return key.isForeign() && !key.target().equals(key.table()) && !made.contains(key.target());
    }

    private void compareColumns(MappedTable old, MappedTable wanted) {
        for (MappedColumn column : wanted.columns()) {
            old.column(column.name())
                    .ifPresentOrElse(
                            before -> compareColumn(before, column),
                            () -> differences.add(MappingDifference.missing(column)));
        }
        old.columns().stream()
                .filter(column -> wanted.column(column.name()).isEmpty() && !column.isFormer())
                .forEach(column -> differences.add(MappingDifference.unexpected(column)));
    }

    private void compareColumn(MappedColumn old, MappedColumn wanted) {
        if (!old.type().equals(wanted.type())) {
            differences.add(MappingDifference.retyped(old, wanted));
        }
        if (!old.generation().serves(wanted.generation())) {
            differences.add(MappingDifference.generated(old, wanted, inherits(old, wanted)));
        }
        if (old.nullable() != wanted.nullable()) {
            differences.add(MappingDifference.nullability(old, wanted));
        }
    }

    /** Nobody else draws from the sequence, so it can become the identity's own. */
    private boolean inherits(MappedColumn old, MappedColumn wanted) {
        return wanted.generation().isIdentity()
                && old.generation()
                        .drawn()
                        .filter(source -> !entities.sequences().containsKey(source.name())
                                && changelog.drawingFrom(source.name()).count() == 1)
                        .isPresent();
    }

    private void compareKeys(MappedTable old, MappedTable wanted) {
        for (MappedKey key : keys(wanted, key -> !has(old.keys(), key))) {
            differences.add(MappingDifference.missing(key));
            if (key.isForeign() && !wanted.covers(key) && !old.covers(key)) {
                differences.add(MappingDifference.missing(key.support()));
            }
        }
        keys(old, key -> !has(wanted.keys(), key) && !supports(key, wanted) && !isFormer(key, old))
                .forEach(key -> differences.add(MappingDifference.unexpected(key)));
    }

    /** An index that only a foreign key needs, entities have no reason to name. */
    private static boolean supports(MappedKey old, MappedTable wanted) {
        return old.kind() == MappedKey.Kind.INDEX
                && !keys(wanted, key -> key.isForeign() && old.covers(key) && !wanted.covers(key))
                        .isEmpty();
    }

    private static boolean isFormer(MappedKey key, MappedTable table) {
        return key.columns().stream()
                .anyMatch(column ->
                        table.column(column).filter(MappedColumn::isFormer).isPresent());
    }

    private static List<MappedKey> keys(MappedTable table, Predicate<MappedKey> which) {
        return table.keys().stream().filter(which).toList();
    }

    private static boolean has(Collection<MappedKey> keys, MappedKey wanted) {
        return keys.stream().anyMatch(key -> key.meaning().equals(wanted.meaning()));
    }
}
