package org.studentmanagement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The one body of every error, {@code application/problem+json} of RFC 9457. */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(
        description = "What went wrong, and what to send instead (RFC 9457)",
        requiredProperties = {"type", "title", "status", "detail", "instance", "request_id"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @Schema(description = "Names the kind of problem; compare this", examples = "urn:problem-type:invalid-request")
        String type,

        @Schema(description = "The kind of problem in words", examples = "The request is not valid")
        String title,

        @Schema(description = "The HTTP status", examples = "400")
        int status,

        @Schema(description = "What is wrong with this very request", examples = "1 field is not valid.")
        String detail,

        @Schema(description = "The path that was called", examples = "/api/students")
        String instance,

        @Schema(
                description = "Stands in every log line of the request",
                examples = "5f0c1f1e-7d0a-4a53-8f6e-1f5f0a6f0f4a")
        String requestId,

        @Schema(description = "The faults one by one, where the request has several")
        List<Fault> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** @param path that was called, as it came */
    static Problem of(ProblemException refusal, String path) {
        return of(refusal, path, RequestId.current());
    }

    /** @param path that was called, as it came; null where it could not be read */
    public static Problem of(ProblemException refusal, String path, String requestId) {
        return new Problem(
                "urn:problem-type:" + refusal.kind(),
                refusal.title(),
                refusal.status(),
                refusal.getMessage(),
                path,
                requestId,
                refusal.faults());
    }

    /** One fault: of a member of the body, or of a parameter. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(requiredProperties = "detail")
    public record Fault(
            @Schema(description = "JSON pointer (RFC 6901) to the member of the body", examples = "/course_ids/2")
            String pointer,

            @Schema(description = "The path, query or header parameter", examples = "limit")
            String parameter,

            @Schema(description = "What it must be", examples = "must be a whole number")
            String detail,

            @Schema(description = "Of a course that is full: the place on its waiting list to be had", examples = "3")
            Long place) {

        public static Fault at(String pointer, String detail) {
            return new Fault(pointer, null, detail, null);
        }

        public static Fault of(String parameter, String detail) {
            return new Fault(null, parameter, detail, null);
        }
    }
}
