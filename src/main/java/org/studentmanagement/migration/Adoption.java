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
        steps.forEach(step -> step.objects().forEach(object -> made.add(owner(object))));
        List<SchemaObject> known = new ArrayList<>();
        SortedSet<String> leftAlone = new TreeSet<>();
        for (SchemaObject object : found.objects()) {
            if (made.contains(owner(object))) {
                known.add(object);
            } else {
                leftAlone.add(owner(object));
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

    /** What stands alone, or the table that the object belongs to. */
    private static String owner(SchemaObject object) {
        if (!object.table().isEmpty()) {
            return "table " + object.table();
        }
        String reference = object.kind() == ObjectKind.COMMENT ? object.name() : object.reference();
        String[] words = reference.split(" ", 2);
        return words[0].toLowerCase(Locale.ROOT) + " " + words[1];
    }
}
