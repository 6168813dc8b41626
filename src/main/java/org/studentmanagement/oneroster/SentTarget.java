package org.studentmanagement.oneroster;

import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.Optional;
import org.studentmanagement.oneroster.SourcedIdPairs.Pair;

/** Which row is stored or changed by a {@code PUT}, and that it is known by the sourcedId of the path from then on. */
final class SentTarget {
    private final OneRosterAddress address;

    SentTarget(OneRosterAddress address) {
        this.address = address;
    }

    /** The row that is to be changed; none where one is to be stored. */
    Uni<Optional<SourcedId>> of(Roster roster, String id) {
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

    /** Of a row that was stored. */
    Uni<Pair> keep(Noun noun, long row, String id) {
        return keep(noun, row, id, true);
    }

    /** @param added whether it is new, and not another that was there */
    Uni<Pair> keep(Noun noun, long row, String id, boolean added) {
        return GivenSourcedId.keep(noun, Collections.singletonList(id), new Long[] {row}, new Long[] {0L})
                .map(allocated -> only(new Pair(id, allocated.get(0), added)));
    }

    static Pair only(Pair stored) {
        if (!stored.allocated().equalsIgnoreCase(stored.supplied())) {
            throw OneRosterRefusal.unfit("It has another sourcedId already: " + stored.allocated() + ".");
        }
        return stored;
    }
}
