package org.studentmanagement.api;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.EntityTag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** The conditions of RFC 9110 that a request sets, over the version of a row as its entity tag: one to write, one to read. */
public final class Preconditions {
    private Preconditions() {}

    public static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** What every change of a row needs. */
    public static class IfMatch {
        @HeaderParam("If-Match")
        @Parameter(
                description = "The ETag that was read, so that nobody's change is overwritten unseen",
                required = true,
                example = "\"3\"",
                schema = @Schema(type = SchemaType.STRING))
        List<String> ifMatch;

        /** Lets a change pass only if the caller has seen this version: 428 when the header is missing, 412 when stale. */
        public void require(long version) {
            if (tags(ifMatch).findAny().isEmpty()) {
                throw new ProblemException(
                        StatusCode.PRECONDITION_REQUIRED,
                        "precondition-required",
                        "If-Match is missing",
                        "Send the ETag of the version that you read as If-Match, as in If-Match: " + quoted(version));
            }
            // strong comparison: a weak tag never matches
            if (tags(ifMatch).noneMatch(tag -> tag.equals("*") || tag.equals(quoted(version)))) {
                throw new StaleVersion();
            }
        }
    }

    /** What saves a caller from reading again what has not changed. */
    public static class IfNoneMatch {
        @HeaderParam("If-None-Match")
        @Parameter(
                description = "An ETag that is known already: the answer is 304 while it holds",
                example = "\"3\"",
                schema = @Schema(type = SchemaType.STRING))
        List<String> ifNoneMatch;

        /** Whether the caller has this version already. The comparison is weak: a proxy that compresses may weaken tags. */
        public boolean names(long version) {
            return tags(ifNoneMatch)
                    .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                    .anyMatch(tag -> tag.equals("*") || tag.equals(quoted(version)));
        }
    }

    private static Stream<String> tags(List<String> header) {
        return header == null
                ? Stream.empty()
                : header.stream()
                        .flatMap(line -> Arrays.stream(line.split(",")))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty());
    }

    private static String quoted(long version) {
        return '"' + Long.toString(version) + '"';
    }
}
