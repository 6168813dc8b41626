package org.studentmanagement.api;

import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that a caller may know already: 304 then, without a body. */
public final class Tagged {
    /** Odd, with ones and zeros mixed: the golden ratio in 64 bits. */
    private static final long SPREADING = 0x9E3779B97F4A7C15L;

    private Tagged() {}

    /** Where nothing counts the changes, the tag is made of the number of items and a hash of each. */
    public static <A extends Record> RestResponse<A> answer(
            A shown, List<? extends Record> items, List<String> ifNoneMatch) {
        long hash = items.size();
        for (Record item : items) {
            hash = hash * SPREADING + item.hashCode();
        }
        return answer(shown, new EntityTag(Long.toHexString(hash)), ifNoneMatch);
    }

    static <A extends Record> RestResponse<A> answer(A shown, EntityTag tag, List<String> ifNoneMatch) {
        return Preconditions.isKnown(tag, ifNoneMatch)
                ? ResponseBuilder.<A>notModified(tag).build()
                : ResponseBuilder.ok(shown).tag(tag).build();
    }
}
