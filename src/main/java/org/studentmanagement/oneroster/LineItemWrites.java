package org.studentmanagement.oneroster;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.studentmanagement.grading.SentTest;
import org.studentmanagement.grading.TestCategory;
import org.studentmanagement.oneroster.SourcedIdPairs.Pair;

/** Stores categories, and lineItems as tests. */
final class LineItemWrites {
    /** Of one request. */
    static final int MOST = 100;

    private final OneRosterAddress address;

    LineItemWrites(OneRosterAddress address) {
        this.address = address;
    }

    Uni<Pair> putCategory(Sent sent, String id) {
        String title = sent.needed("title");
        return target(Roster.CATEGORIES, id)
                .flatMap(known -> known.map(
                                row -> TestCategory.rename(row.id(), title).replaceWith(new Pair(id, id, false)))
                        .orElseGet(() -> TestCategory.store(title)
                                .flatMap(stored -> keep(Noun.CATEGORY, stored.id(), id)
                                        .map(allocated -> only(new Pair(id, allocated, stored.added()))))));
    }

    Uni<Pair> put(Sent sent, String id) {
        return inClass(sent, null)
                .flatMap(held -> test(sent, held))
                .flatMap(test -> target(Roster.LINE_ITEMS, id).flatMap(known -> store(test, id, known)))
                .map(LineItemWrites::only);
    }

    /** @param of the class that it is stored in; null where it names that itself */
    Uni<Pair> post(Sent sent, SourcedId of) {
        String id = sent.id();
        return inClass(sent, of)
                .flatMap(held -> test(sent, held))
                .flatMap(test -> (id == null
                                ? Uni.createFrom().item(Optional.<SourcedId>empty())
                                : address.rows(Roster.LINE_ITEMS).present(id))
                        .flatMap(known -> store(test, id, known)));
    }

    private Uni<SourcedId> inClass(Sent sent, SourcedId of) {
        String named = of == null ? sent.neededReference("class") : sent.reference("class");
        if (named == null) {
            return Uni.createFrom().item(of);
        }
        return address.rows(Roster.CLASSES)
                .named(named, "class", values -> "true")
                .invoke(held -> {
                    if (of != null && !of.equals(held)) {
                        throw OneRosterRefusal.unfit("class is another one than that of the path.");
                    }
                });
    }

    private Uni<SentTest> test(Sent sent, SourcedId held) {
        boolean scheduled = held.noun() == Noun.CLASS.number;
        return address.rows(Roster.CATEGORIES)
                .named(sent.neededReference("category"), "category", values -> "true")
                .flatMap(category -> TestCategory.title(category.id()))
                .map(category -> new SentTest(
                        sent.needed("title"),
                        category,
                        scheduled ? held.id() : null,
                        scheduled ? null : held.id(),
                        sent.neededDay("dueDate"),
                        maximum(sent),
                        sent.metadataNumber("weight")));
    }

    private static BigDecimal maximum(Sent sent) {
        BigDecimal least = sent.number("resultValueMin");
        if (least != null && least.signum() != 0) {
            throw OneRosterRefusal.unfit("resultValueMin is 0: scores begin there.");
        }
        return sent.number("resultValueMax");
    }

    private static Uni<Pair> store(SentTest test, String id, Optional<SourcedId> known) {
        return known.map(row -> test.change(row.id()).replaceWith(new Pair(id, id, false)))
                .orElseGet(() -> test.store(code(id))
                        .flatMap(row -> keep(Noun.LINE_ITEM, row, id)
                                .map(allocated -> new Pair(id == null ? allocated : id, allocated, true))));
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

    private static Uni<String> keep(Noun noun, long row, String id) {
        return GivenSourcedId.keep(noun, Collections.singletonList(id), new Long[] {row}, new Long[] {0L})
                .map(allocated -> allocated.get(0));
    }

    /** The row that is to be changed; none where one is to be stored. */
    private Uni<Optional<SourcedId>> target(Roster roster, String id) {
        return address.rows(roster).present(id).invoke(known -> {
            if (known.isEmpty() && SourcedId.given(id).isEmpty()) {
                throw unusable(id);
            }
        });
    }

    static OneRosterRefusal unusable(String id) {
        return SourcedId.parse(id).isPresent()
                ? OneRosterRefusal.unknown(
                        "Nothing has this sourcedId, and none of this form can be given: send a UUID of version 4.")
                : OneRosterRefusal.invalid("A sourcedId that is given is a UUID, as of version 4.");
    }

    private static Pair only(Pair stored) {
        if (!stored.allocated().equalsIgnoreCase(stored.supplied())) {
            throw OneRosterRefusal.unfit("It has another sourcedId already: " + stored.allocated() + ".");
        }
        return stored;
    }
}
