package org.studentmanagement.oneroster;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.studentmanagement.grading.SentTest;
import org.studentmanagement.grading.TestCategory;
import org.studentmanagement.oneroster.SourcedIdPairs.Pair;

/** Stores categories, and lineItems as tests. */
final class LineItemWrites {
    /** Of one request. */
    static final int MOST = 100;

    private final OneRosterAddress address;
    private final SentTarget target;

    LineItemWrites(OneRosterAddress address) {
        this.address = address;
        target = new SentTarget(address);
    }

    Uni<Pair> putCategory(Sent sent, String id) {
        String title = sent.needed("title");
        return target.of(Roster.CATEGORIES, id)
                .flatMap(known -> known.map(
                                row -> TestCategory.rename(row.id(), title).replaceWith(new Pair(id, id, false)))
                        .orElseGet(() -> TestCategory.store(title)
                                .flatMap(stored -> target.keep(Noun.CATEGORY, stored.id(), id, stored.added()))));
    }

    Uni<Pair> put(Sent sent, String id) {
        return tests(List.of(sent), null)
                .flatMap(tests -> target.of(Roster.LINE_ITEMS, id)
                        .flatMap(known -> store(
                                tests,
                                List.of(id),
                                known.map(row -> Map.of(id, row)).orElseGet(Map::of))))
                .map(stored -> SentTarget.only(stored.get(0)));
    }

    /** @param of the class that they are stored in; null where they name that themselves */
    Uni<List<Pair>> post(List<Sent> sent, SourcedId of) {
        List<String> ids = sent.stream().map(Sent::id).toList();
        return tests(sent, of)
                .flatMap(tests ->
                        address.rows(Roster.LINE_ITEMS).present(ids).flatMap(known -> store(tests, ids, known)));
    }

    private Uni<List<SentTest>> tests(List<Sent> sent, SourcedId of) {
        List<String> classes = sent.stream()
                .map(item -> of == null ? item.neededReference("class") : item.reference("class"))
                .toList();
        List<String> categories =
                sent.stream().map(item -> item.neededReference("category")).toList();
        return address.rows(Roster.CLASSES)
                .named(classes, "class", values -> "true")
                .flatMap(held -> address.rows(Roster.CATEGORIES)
                        .named(categories, "category", values -> "true")
                        .flatMap(known -> TestCategory.titles(known.values().stream()
                                        .map(SourcedId::id)
                                        .toList())
                                .map(titles -> IntStream.range(0, sent.size())
                                        .mapToObj(place -> test(
                                                sent.get(place),
                                                inClass(held.get(classes.get(place)), of),
                                                titles.get(known.get(categories.get(place))
                                                        .id())))
                                        .toList())));
    }

    private static SourcedId inClass(SourcedId named, SourcedId of) {
        if (of != null && named != null && !of.equals(named)) {
            throw OneRosterRefusal.unfit("class is another one than that of the path.");
        }
        return named == null ? of : named;
    }

    private static SentTest test(Sent sent, SourcedId held, String category) {
        boolean scheduled = held.noun() == Noun.CLASS.number;
        return new SentTest(
                sent.needed("title"),
                category,
                scheduled ? held.id() : null,
                scheduled ? null : held.id(),
                sent.neededDay("dueDate"),
                maximum(sent),
                sent.metadataNumber("weight"));
    }

    private static BigDecimal maximum(Sent sent) {
        BigDecimal least = sent.number("resultValueMin");
        if (least != null && least.signum() != 0) {
            throw OneRosterRefusal.unfit("resultValueMin is 0: scores begin there.");
        }
        return sent.number("resultValueMax");
    }

    /** What is known is changed, one after the other; what is new is stored at once. */
    private static Uni<List<Pair>> store(List<SentTest> tests, List<String> ids, Map<String, SourcedId> known) {
        Map<Integer, String> added = new LinkedHashMap<>();
        List<Integer> changed = new ArrayList<>();
        for (int place = 0; place < tests.size(); place++) {
            if (known.containsKey(ids.get(place))) {
                changed.add(place);
            } else {
                added.put(place, code(ids.get(place)));
            }
        }
        return Multi.createFrom()
                .iterable(changed)
                .onItem()
                .transformToUniAndConcatenate(place ->
                        tests.get(place).change(known.get(ids.get(place)).id()))
                .collect()
                .asList()
                .flatMap(done -> add(added, tests, ids))
                .map(allocated -> IntStream.range(0, tests.size())
                        .mapToObj(place -> pair(ids.get(place), allocated.get(place)))
                        .toList());
    }

    /** @return what they are known by, by their places */
    private static Uni<Map<Integer, String>> add(Map<Integer, String> codes, List<SentTest> tests, List<String> ids) {
        if (codes.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<String, SentTest> byCode = new LinkedHashMap<>();
        codes.forEach((place, code) -> {
            if (byCode.put(code, tests.get(place)) != null) {
                throw OneRosterRefusal.unfit("sourcedId is that of two of them: " + ids.get(place) + ".");
            }
        });
        return SentTest.store(byCode).flatMap(rows -> {
            List<Integer> places = List.copyOf(codes.keySet());
            return GivenSourcedId.keep(
                            Noun.LINE_ITEM,
                            places.stream().map(ids::get).toList(),
                            places.stream()
                                    .map(place -> rows.get(codes.get(place)))
                                    .toArray(Long[]::new),
                            places.stream().map(place -> 0L).toArray(Long[]::new))
                    .map(allocated -> IntStream.range(0, places.size())
                            .boxed()
                            .collect(Collectors.toMap(places::get, allocated::get)));
        });
    }

    /** @param allocated null where one was changed */
    private static Pair pair(String id, String allocated) {
        return allocated == null
                ? new Pair(id, id, false)
                : new Pair(Objects.requireNonNullElse(id, allocated), allocated, true);
    }

    /** By which files know the test: as long as a UUID without its hyphens. */
    private static String code(String id) {
        return Optional.ofNullable(id)
                .flatMap(SourcedId::given)
                .orElseGet(UUID::randomUUID)
                .toString()
                .replace("-", "")
                .toUpperCase(Locale.ROOT);
    }
}
