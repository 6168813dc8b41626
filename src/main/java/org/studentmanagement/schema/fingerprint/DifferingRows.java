package org.studentmanagement.schema.fingerprint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of a table that are not as they were, each by the values of its key.
 *
 * @param altered are there, with another value in some column
 * @param lost are not there any more
 * @param added were not there before
 * @param alteredOrAdded of which it is not known
 * @param more about how many differ besides those; null where they are too many to tell
 * @param sample null unless they are too many to tell
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DifferingRows(
        List<String> key,
        List<List<String>> altered,
        List<List<String>> lost,
        List<List<String>> added,
        List<List<String>> alteredOrAdded,
        Long more,
        Sample sample) {
    private static final int KEYS = 20;

    public DifferingRows {
        altered = sorted(altered);
        lost = sorted(lost);
        added = sorted(added);
        alteredOrAdded = sorted(alteredOrAdded);
    }

    /** What there is to say of them, in lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, sample == null ? "altered" : "altered, some", altered);
        add(lines, sample == null ? "lost" : "lost, some", lost);
        add(lines, "new", added);
        add(lines, "altered or new", alteredOrAdded);
        if (more != null && more > 0) {
            lines.add("and about %d more rows".formatted(more));
        }
        if (sample != null) {
            lines.add("of %d rows that were picked before, %d are altered or lost, so about %d %% of all"
                    .formatted(sample.of, sample.differing, Math.round(100.0 * sample.differing / sample.of)));
        }
        return lines;
    }

    private void add(List<String> lines, String what, List<List<String>> keys) {
        if (!keys.isEmpty()) {
            String some = keys.stream().limit(KEYS).map(DifferingRows::tuple).collect(Collectors.joining(", "));
            String others = keys.size() > KEYS ? " and %d more".formatted(keys.size() - KEYS) : "";
            lines.add("%s: %s %s%s".formatted(what, tuple(key), some, others));
        }
    }

    private static String tuple(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
    }

    DifferingRows without(Set<List<String>> keys) {
        DifferingRows left = new DifferingRows(
                key, except(altered, keys), except(lost, keys), added, except(alteredOrAdded, keys), more, sample);
        return left.nothing() ? null : left;
    }

    private boolean nothing() {
        return Stream.of(altered, lost, added, alteredOrAdded).allMatch(List::isEmpty) && more != null && more == 0;
    }

    private static List<List<String>> except(List<List<String>> rows, Set<List<String>> keys) {
        return rows.stream().filter(row -> !keys.contains(row)).toList();
    }

    /** By number where the values are numbers: a shorter one is less. */
    private static List<List<String>> sorted(List<List<String>> keys) {
        Comparator<List<String>> order = (a, b) -> 0;
        for (int i = 0; i < (keys.isEmpty() ? 0 : keys.get(0).size()); i++) {
            int column = i;
            boolean numbers = keys.stream().allMatch(key -> key.get(column).matches("\\d+"));
            order = order.thenComparing(
                    key -> key.get(column),
                    numbers
                            ? Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder())
                            : Comparator.naturalOrder());
        }
        return keys.stream().sorted(order).toList();
    }

    @RegisterForReflection
    public record Sample(long differing, long of) {}
}
