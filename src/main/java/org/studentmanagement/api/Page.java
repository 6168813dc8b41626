package org.studentmanagement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** A page of a collection. */
public record Page<T>(
        @Schema(required = true) List<T> items,

        @Schema(
                description = "Where the next page is, null on the last one",
                examples = "/api/students?after=WyJpZCIsNTBd",
                format = "uri-reference",
                nullable = true,
                required = true)
        URI next,

        @Schema(
                description = "Where the page before is, null on the first one",
                examples = "/api/students?before=WyJpZCIsNTFd",
                format = "uri-reference",
                nullable = true,
                required = true)
        URI prev,

        @Schema(description = "How many items all pages have together; only where total=true asked for it")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Long total) {

    /** The page as a body, and its neighbours as a {@code Link} of RFC 8288 as well. */
    public RestResponse<Page<T>> toResponse() {
        ResponseBuilder<Page<T>> response = ResponseBuilder.ok(this);
        String links = Stream.concat(link(next, "next"), link(prev, "prev")).collect(Collectors.joining(", "));
        if (!links.isEmpty()) {
            response.header("Link", links);
        }
        return response.build();
    }

    private static Stream<String> link(URI target, String relation) {
        return Stream.ofNullable(target).map(uri -> "<%s>; rel=\"%s\"".formatted(uri, relation));
    }
}
