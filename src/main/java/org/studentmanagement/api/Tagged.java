package org.studentmanagement.api;

import jakarta.ws.rs.core.EntityTag;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that a caller may know already: 304 then, without a body. */
public final class Tagged {
    /** Odd, with ones and zeros mixed: the golden ratio in 64 bits. */
    private static final long SPREADING = 0x9E3779B97F4A7C15L;

    private Tagged() {}

    /**
     * Where nothing counts the changes, the tag is made of the number of parts and a hash of each.
     *
     * @param parts all that is shown: numbers, texts, times, records of such and lists
     */
    public static <A extends Record> RestResponse<A> answer(A shown, List<?> parts, KnownTags known) {
        return answer(shown, tag(parts), known);
    }

    /** Bytes, as of a picture. */
    public static RestResponse<byte[]> answer(byte[] shown, KnownTags known) {
        EntityTag tag = tag(List.of(Arrays.hashCode(shown), shown.length));
        return known.have(tag)
                ? ResponseBuilder.<byte[]>notModified(tag).build()
                : ResponseBuilder.ok(shown).tag(tag).build();
    }

    /** What a change has made of it, to be changed again. */
    public static <A extends Record> RestResponse<A> changed(A shown, List<?> parts) {
        return ResponseBuilder.ok(shown).tag(tag(parts)).build();
    }

    /** That of what is told as a whole, where it is made. */
    public static EntityTag tag(List<?> parts) {
        long hash = parts.size();
        for (Object part : parts) {
            hash = hash * SPREADING + Objects.hashCode(part);
        }
        return new EntityTag(Long.toHexString(hash));
    }

    /** Where the changes are counted. */
    public static <A extends Record> RestResponse<A> answer(A shown, long version, KnownTags known) {
        return answer(shown, Preconditions.tag(version), known);
    }

    /** What a change has made of it. */
    public static <A extends Record> RestResponse<A> changed(A shown, long version) {
        return ResponseBuilder.ok(shown).tag(Preconditions.tag(version)).build();
    }

    /** A row, of which the version is the tag. */
    public static <A extends Record & StoredRow> RestResponse<A> answer(A shown, KnownTags known) {
        return answer(shown, Preconditions.tag(shown.version()), known);
    }

    static <A extends Record> RestResponse<A> answer(A shown, EntityTag tag, KnownTags known) {
        return known.have(tag)
                ? ResponseBuilder.<A>notModified(tag).build()
                : ResponseBuilder.ok(shown).tag(tag).build();
    }
}
