package org.studentmanagement.access;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 401 and 403, with the challenge of RFC 6750 that a client reads before the problem. */
public class AccessRefusal extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final String challenge;
    private final String reason;

    private AccessRefusal(int status, String kind, String title, String detail, String challenge, String reason) {
        super(status, kind, title, detail);
        this.challenge = challenge;
        this.reason = reason;
    }

    @Example
    static AccessRefusal noToken() {
        return new AccessRefusal(
                StatusCode.UNAUTHORIZED,
                "token-missing",
                "A token is needed",
                "Send an access token, as in Authorization: Bearer eyJ…",
                "Bearer",
                "no token");
    }

    /** One sentence for every fault of a token: which one it was helps whoever forges them. */
    static AccessRefusal invalidToken(Exception failure) {
        return new AccessRefusal(
                StatusCode.UNAUTHORIZED,
                "token-invalid",
                "The token is not valid",
                "It has expired, is not valid yet, is meant for another service, names no subject of its own, or is not signed by the issuer. Get a new"
                        + " one.",
                "Bearer error=\"invalid_token\"",
                TokenFaults.reason(failure));
    }

    /**
     * @param reason for the log, or null where it is the role
     * @param roles any of which would do; none where an endpoint is closed to all
     */
    static AccessRefusal forbidden(String reason, String... roles) {
        return ofSubject("This", reason, roles);
    }

    /**
     * For the sake of a part of a request.
     *
     * @param subject of the sentence: which part
     * @param roles any of which would do
     */
    public static AccessRefusal ofPart(String subject, List<String> roles) {
        return ofSubject(subject, null, roles.toArray(String[]::new));
    }

    private static AccessRefusal ofSubject(String subject, String reason, String... roles) {
        String[] sorted = Arrays.stream(roles).sorted().toArray(String[]::new);
        String kind = Arrays.stream(sorted).allMatch(RosterScope.GRANTABLE::containsKey) ? "scope" : "role";
        return new AccessRefusal(
                StatusCode.FORBIDDEN,
                "forbidden",
                "The token does not allow it",
                sorted.length == 0
                        ? "No token allows it."
                        : subject + " needs a token with the " + kind + " " + String.join(" or ", sorted) + ".",
                "Bearer error=\"insufficient_scope\", scope=\"" + String.join(" ", sorted) + '"',
                Objects.requireNonNullElse(reason, "no " + kind + " of " + String.join(", ", sorted)));
    }

    @Example
    static AccessRefusal exampleOfToken() {
        return invalidToken(new AuthenticationFailedException());
    }

    @Example
    static AccessRefusal exampleOfRole() {
        return forbidden(null, Role.REGISTRAR);
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
