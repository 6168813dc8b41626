package org.studentmanagement.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The refusals that many operations share, as components of the API's description. */
public enum SharedResponse {
    BAD_REQUEST("400", SharedResponse.INVALID + ": errors says where"),
    UNAUTHORIZED("401", "The token is missing or not valid, or the session has ended", "WWW-Authenticate"),
    FORBIDDEN("403", "The caller has none of the roles that will do, or is a page of another site", "WWW-Authenticate"),
    NOT_FOUND("404", "There is no such thing"),
    METHOD_NOT_ALLOWED("405", "The path does not know the method", "Allow"),
    NOT_ACCEPTABLE("406", "Accept allows no type that the answer has"),
    TAKEN("409", SharedResponse.EXISTS),
    STILL_IN_USE("409", SharedResponse.IN_USE),
    PRECONDITION_FAILED("412", "It has changed since the version that If-Match names"),
    REQUEST_TIMEOUT("408", "The request took too long to arrive"),
    CONTENT_TOO_LARGE("413", "The body is too large"),
    URI_TOO_LONG("414", "The path and the query are too long"),
    UNSUPPORTED_MEDIA_TYPE("415", "The body is not of a type that this takes, or has a Content-Encoding"),
    PRECONDITION_REQUIRED("428", "If-Match is missing"),
    TOO_MANY_REQUESTS(
            "429", "Too many requests, or failed attempts: send it again after Retry-After seconds", "Retry-After"),
    HEADERS_TOO_LARGE("431", "There are too many headers"),
    UNAVAILABLE(
            "503",
            "The database does not answer, or there are too many callers: send it again after Retry-After seconds; detail says whether it was stored",
            "Retry-After");

    public static final String INVALID = "The request is not valid";

    public static final String EXISTS = "It exists already: errors says which members are taken";

    public static final String IN_USE = "Something refers to it: detail says what";

    private final String status;
    private final String when;
    private final String[] headers;

    SharedResponse(String status, String when, String... headers) {
        this.status = status;
        this.when = when;
        this.headers = headers;
    }

    public String status() {
        return status;
    }

    public APIResponse reference() {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + key());
    }

    String key() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    APIResponse response() {
        APIResponse response = OASFactory.createAPIResponse()
                .description(when)
                .content(ApiDescription.problem())
                .addHeader("X-Request-ID", ApiDescription.header("X-Request-ID"));
        for (String header : headers) {
            response.addHeader(header, ApiDescription.header(header));
        }
        return response;
    }
}
