package org.studentmanagement.api;

import jakarta.ws.rs.core.EntityTag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** The conditions of RFC 9110 that a request sets, over the version of a row as its entity tag: one to write, one to read. */
final class Preconditions {
    private Preconditions() {}

    static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** Lets a change pass only if the caller has seen this version: 428 when the header is missing, 412 when stale. */
    static void require(long version, List<String> ifMatch) {
        require(tag(version), ifMatch);
    }

    static void require(EntityTag current, List<String> ifMatch) {
        if (tags(ifMatch).findAny().isEmpty()) {
            throw missing(current);
        }
        // strong comparison: a weak tag never matches
        if (tags(ifMatch).noneMatch(tag -> tag.equals("*") || tag.equals(quoted(current)))) {
            throw new StaleVersion();
        }
    }

    private static ProblemException missing(EntityTag current) {
        return new ProblemException(
                StatusCode.PRECONDITION_REQUIRED,
                "precondition-required",
                "If-Match is missing",
                "Send the ETag of the version that you read as If-Match, as in If-Match: " + quoted(current));
    }

    @Example(path = "/api/students/1")
    static ProblemException example() {
        return missing(tag(0));
    }

    /** Whether the caller has this version already. The comparison is weak: a proxy that compresses may weaken tags. */
    static boolean isKnown(EntityTag current, List<String> ifNoneMatch) {
        return tags(ifNoneMatch)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(quoted(current)));
    }

    private static Stream<String> tags(List<String> header) {
        return header == null
                ? Stream.empty()
                : header.stream()
                        .flatMap(line -> Arrays.stream(line.split(",")))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty());
    }

    private static String quoted(EntityTag tag) {
        return '"' + tag.getValue() + '"';
    }
}
