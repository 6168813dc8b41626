package org.studentmanagement.api;

import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that a caller may know already: 304 then, without a body. */
public final class Tagged {
    private Tagged() {}

    /** Where nothing counts the changes, the tag is a hash of all that is shown. */
    public static <A extends Record> RestResponse<A> answer(A shown, List<String> ifNoneMatch) {
        byte[] content = shown.toString().getBytes(StandardCharsets.UTF_8);
        return answer(shown, new EntityTag(UUID.nameUUIDFromBytes(content).toString()), ifNoneMatch);
    }

    static <A extends Record> RestResponse<A> answer(A shown, EntityTag tag, List<String> ifNoneMatch) {
        return Preconditions.isKnown(tag, ifNoneMatch)
                ? ResponseBuilder.<A>notModified(tag).build()
                : ResponseBuilder.ok(shown).tag(tag).build();
    }
}
