package org.studentmanagement.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.studentmanagement.migration.Schema.Definition;

/**
 * How far the changesets go that would have made what another tool has made.
 *
 * @param changesets how many of the first ones a database equals, or is nearest to; none if it has nothing that they make
 * @param differences what keeps it from being equal, in sentences
 * @param leftAlone what it has besides: tables, and functions and sequences that belong to none, that no changeset makes
 */
record Adoption(int changesets, List<String> differences, Set<String> leftAlone) {
    static final Adoption NOTHING = new Adoption(0, List.of(), Set.of());

    /** @param steps the schema after each changeset, oldest first */
    static Adoption of(Schema found, List<Schema> steps) {
        Set<String> made = new HashSet<>();
        steps.forEach(step -> step.definitions().forEach(definition -> made.add(object(definition))));
        List<Definition> known = new ArrayList<>();
        SortedSet<String> leftAlone = new TreeSet<>();
        for (Definition definition : found.definitions()) {
            if (made.contains(object(definition))) {
                known.add(definition);
            } else {
                leftAlone.add(object(definition));
            }
        }
        return known.isEmpty() ? new Adoption(0, List.of(), leftAlone) : nearest(new Schema(known), steps, leftAlone);
    }

    /**
     * Where a changeset leaves the schema as it is, because it changes rows, the schema cannot tell whether it has run: then
     * it is taken as one that has not, since to run it again does no harm and to leave it out does.
     */
    private static Adoption nearest(Schema found, List<Schema> steps, Set<String> leftAlone) {
        List<List<String>> differences = steps.stream()
                .map(step -> SchemaDifferences.between(found, step))
                .toList();
        int nearest = IntStream.range(0, steps.size())
                .boxed()
                .filter(step -> step == 0 || !steps.get(step).equals(steps.get(step - 1)))
                .min(Comparator.<Integer>comparingInt(
                                step -> differences.get(step).size())
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        return new Adoption(nearest + 1, differences.get(nearest), leftAlone);
    }

    private static String object(Definition definition) {
        if (!definition.table().isEmpty()) {
            return "table " + definition.table();
        }
        String[] create = definition.sql().split("\n| AS ")[0].split(" ", 3);
        return create[1].toLowerCase(Locale.ROOT) + " " + create[2];
    }
}
