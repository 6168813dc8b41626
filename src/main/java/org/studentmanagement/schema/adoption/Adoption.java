package org.studentmanagement.schema.adoption;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/**
 * How far the changesets go that would have made what another tool has made.
 *
 * @param deviation what keeps it from being equal; null where nothing is
 */
public record Adoption(int changesets, Deviation deviation, List<String> strangers, Set<String> leftAlone) {
    /** @param steps the schema after each changeset, oldest first */
    public static Adoption of(Schema found, List<Schema> steps) {
        Set<String> strangers = strangers(found, steps);
        Set<String> made = new HashSet<>();
        steps.forEach(step -> step.objects().forEach(object -> made.add(owner(object))));
        List<SchemaObject> known = new ArrayList<>();
        SortedSet<String> leftAlone = new TreeSet<>();
        for (SchemaObject object : found.objects()) {
            if (!strangers.contains(object.table()) && made.contains(owner(object))) {
                known.add(object);
            } else if (!isPartition(object, found, made)) {
                leftAlone.add(owner(object, found));
            }
        }
        List<String> sentences = sentences(strangers, found);
        return known.isEmpty()
                ? new Adoption(0, null, sentences, leftAlone)
                : nearest(new Schema(known), found, steps, sentences, leftAlone);
    }

    List<String> differences() {
        return Stream.concat(deviation.sentences().stream(), strangers.stream()).toList();
    }

    /**
     * Where a changeset leaves the schema as it is, because it changes rows, the schema cannot tell whether it has run: then
     * it is taken as one that has not, since to run it again does no harm and to leave it out does.
     */
    private static Adoption nearest(
            Schema ours, Schema found, List<Schema> steps, List<String> strangers, Set<String> leftAlone) {
        Set<String> tables = tables(ours);
        List<Set<String>> tablesOf = steps.stream().map(Adoption::tables).toList();
        int beyond =
                tablesOf.stream().mapToInt(step -> beyond(tables, step)).min().orElseThrow();
        List<Integer> candidates = IntStream.range(0, steps.size())
                .filter(step -> step == 0 || !steps.get(step).equals(steps.get(step - 1)))
                .filter(step -> beyond(tables, tablesOf.get(step)) == beyond)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(step -> beyond(tablesOf.get(step), tables))
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
        int nearest = -1;
        int weight = Integer.MAX_VALUE;
        Deviation deviation = null;
        for (int step : candidates) {
            if (Deviation.TABLE * beyond(tablesOf.get(step), tables) > weight) {
                break; // and so are all that follow further away
            }
            Deviation next = Deviation.of(
                    new Renaming(ours, found, steps.get(step)), steps.get(step), steps.subList(step + 1, steps.size()));
            int itsWeight = next.weight();
            int further = Integer.compare(itsWeight, weight);
            if (further == 0) {
                further = Integer.compare(
                        next.differences().size(), deviation.differences().size());
            }
            if (further < 0 || further == 0 && step > nearest) {
                nearest = step;
                deviation = next;
                weight = itsWeight;
            }
        }
        Set<String> alone = new TreeSet<>(leftAlone);
        alone.addAll(deviation.leftAlone());
        return new Adoption(nearest + 1, deviation, strangers, alone);
    }

    /** How many tables and views the one has that the other has not. With one of a later revision a database is at least at that. */
    private static int beyond(Set<String> one, Set<String> other) {
        return (int) one.stream().filter(table -> !other.contains(table)).count();
    }

    private static Set<String> tables(Schema schema) {
        return schema.objects().stream()
                .filter(SchemaObject::isRelation)
                .map(SchemaObject::name)
                .collect(Collectors.toSet());
    }

    private static boolean isPartition(SchemaObject object, Schema found, Set<String> made) {
        return found.objects().stream()
                .anyMatch(other -> other.kind() == ObjectKind.PARTITION
                        && other.table().equals(object.table())
                        && made.contains("table " + other.name()));
    }

    private static String owner(SchemaObject object) {
        if (!object.table().isEmpty()) {
            return "table " + object.table();
        }
        String reference = object.kind() == ObjectKind.COMMENT ? object.name() : object.reference();
        String[] words = reference.split(" ", 2);
        return words[0].toLowerCase(Locale.ROOT) + " " + words[1];
    }

    private static String owner(SchemaObject object, Schema found) {
        return found.objects().stream()
                .filter(other -> !object.table().isEmpty() && other.name().equals(object.table()))
                .filter(other -> other.kind() == ObjectKind.VIEW || other.kind() == ObjectKind.TABLE)
                .map(other ->
                        (other.text().startsWith("SERVER ") ? "foreign table" : other.noun()) + " " + other.name())
                .findFirst()
                .orElseGet(() -> owner(object));
    }

    /**
     * Tables that only bear the name of one that a changeset makes: they have less than half of its columns. A view that
     * stands in a table's place is none, since nothing says what its columns are.
     */
    private static Set<String> strangers(Schema found, List<Schema> steps) {
        Map<String, Set<String>> there = columns(found);
        List<Map<String, Set<String>>> made =
                steps.stream().map(Adoption::columns).toList();
        return found.objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .map(SchemaObject::name)
                .filter(table -> made.stream().anyMatch(step -> step.containsKey(table)))
                .filter(table -> made.stream()
                        .filter(step -> step.containsKey(table))
                        .noneMatch(step -> alike(step.get(table), there.getOrDefault(table, Set.of()))))
                .collect(Collectors.toSet());
    }

    private static List<String> sentences(Set<String> strangers, Schema found) {
        Map<String, Set<String>> columns = columns(found);
        return strangers.stream()
                .sorted()
                .map(table ->
                        ("Table %s bears the name of one that a revision makes, but has other columns: %s. If it is"
                                        + " another system's, give this one a schema of its own, by currentSchema in the JDBC"
                                        + " URL; if not, give it and its columns the names that db/schema.sql has.")
                                .formatted(
                                        table, String.join(", ", new TreeSet<>(columns.getOrDefault(table, Set.of())))))
                .toList();
    }

    private static boolean alike(Set<String> wanted, Set<String> there) {
        return 2 * wanted.stream().filter(there::contains).count() >= wanted.size();
    }

    /** Of each table. */
    private static Map<String, Set<String>> columns(Schema schema) {
        return schema.objects().stream()
                .filter(object -> object.kind() == ObjectKind.COLUMN)
                .collect(Collectors.groupingBy(
                        SchemaObject::table, Collectors.mapping(SchemaObject::name, Collectors.toSet())));
    }
}
