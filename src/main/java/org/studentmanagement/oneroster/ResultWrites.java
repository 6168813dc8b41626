package org.studentmanagement.oneroster;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.studentmanagement.grading.SentMark;
import org.studentmanagement.oneroster.SourcedIdPairs.Pair;

/** Stores results as marks. */
final class ResultWrites {
    private static final String LINE_ITEM = "lineItem";
    private static final String STUDENT = "student";

    private final OneRosterAddress address;

    ResultWrites(OneRosterAddress address) {
        this.address = address;
    }

    Uni<Pair> put(Sent sent, String id) {
        if (SourcedId.given(id).isEmpty() && SourcedId.parse(id).isEmpty()) {
            throw SentTarget.unusable(id);
        }
        return students(List.of(sent))
                .flatMap(students -> address.rows(Roster.LINE_ITEMS)
                        .named(sent.neededReference(LINE_ITEM), LINE_ITEM, values -> "true")
                        .flatMap(item -> {
                            SentResult result = SentResult.of(id, sent, item.id(), student(sent, item, students));
                            SourcedId made = new SourcedId(
                                    item.prefix(),
                                    Noun.RESULT.number,
                                    result.lineItem(),
                                    result.mark().student());
                            return store(List.of(result))
                                    .map(stored -> stored.get(0))
                                    .invoke(stored -> {
                                        if (!stored.allocated().equalsIgnoreCase(id)
                                                && SourcedId.parse(id)
                                                        .filter(made::equals)
                                                        .isEmpty()) {
                                            throw OneRosterRefusal.unfit(
                                                    "This sourcedId is that of another result, or of none: this one has "
                                                            + stored.allocated() + ".");
                                        }
                                    });
                        }));
    }

    /**
     * @param of the lineItem that they are stored in; null where they name it themselves
     * @param which lineItems these may be, as a condition
     */
    Uni<List<Pair>> post(List<Sent> sent, SourcedId of, Function<RosterValues, String> which) {
        List<String> named = sent.stream()
                .map(result -> of == null ? result.neededReference(LINE_ITEM) : result.reference(LINE_ITEM))
                .toList();
        return students(sent)
                .flatMap(students -> address.rows(Roster.LINE_ITEMS)
                        .named(named, LINE_ITEM, which)
                        .flatMap(items -> {
                            List<SentResult> results = new ArrayList<>();
                            for (int place = 0; place < sent.size(); place++) {
                                SourcedId item = named.get(place) == null ? of : items.get(named.get(place));
                                if (of != null && !of.equals(item)) {
                                    throw OneRosterRefusal.unfit("lineItem is another one than that of the path.");
                                }
                                Sent result = sent.get(place);
                                results.add(
                                        SentResult.of(result.id(), result, item.id(), student(result, item, students)));
                            }
                            return store(results);
                        }));
    }

    /** Those that came with a sourcedId of their own. */
    private static Uni<Map<String, Long>> students(List<Sent> sent) {
        return GivenSourcedId.known(
                Noun.STUDENT,
                sent.stream().map(result -> result.neededReference(STUDENT)).collect(Collectors.toSet()));
    }

    /** Whether there is such a student is found out when the mark is stored. */
    private static long student(Sent sent, SourcedId item, Map<String, Long> given) {
        String named = sent.neededReference(STUDENT).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(given.get(named))
                .or(() -> SourcedId.parse(named)
                        .filter(id -> id.prefix() == item.prefix() && id.noun() == Noun.STUDENT.number)
                        .map(SourcedId::id))
                .orElseThrow(() -> OneRosterRefusal.unfit("student.sourcedId is that of no student."));
    }

    /** Test by test, in the order of their ids, in which all lock them who lock several. */
    private static Uni<List<Pair>> store(List<SentResult> results) {
        Map<Long, List<SentResult>> byTest = results.stream()
                .collect(Collectors.groupingBy(SentResult::lineItem, TreeMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(byTest.entrySet())
                .onItem()
                .transformToUniAndConcatenate(test -> mark(test.getKey(), test.getValue()))
                .collect()
                .asList()
                .flatMap(marked ->
                        keep(results, marked.stream().flatMap(List::stream).anyMatch(added -> added)));
    }

    private static Uni<List<Boolean>> mark(long test, List<SentResult> results) {
        String reason = results.stream()
                .map(SentResult::reason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(SentResult.REASON);
        return SentMark.store(test, results.stream().map(SentResult::mark).toList(), reason);
    }

    private static Uni<List<Pair>> keep(List<SentResult> results, boolean added) {
        List<String> given = new ArrayList<>();
        results.forEach(result -> given.add(result.id()));
        return GivenSourcedId.keep(
                        Noun.RESULT,
                        given,
                        results.stream().map(SentResult::lineItem).toArray(Long[]::new),
                        results.stream().map(result -> result.mark().student()).toArray(Long[]::new))
                .map(allocated -> {
                    List<Pair> pairs = new ArrayList<>();
                    for (int place = 0; place < allocated.size(); place++) {
                        String supplied = Objects.requireNonNullElse(given.get(place), allocated.get(place));
                        pairs.add(new Pair(supplied, allocated.get(place), added));
                    }
                    return pairs;
                });
    }
}
