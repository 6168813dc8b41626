package org.studentmanagement.people;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 401: the provider says no, or what is said to be its word cannot be believed. One sentence for all reasons; the log has them. */
class ProviderSignInRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "The provider has refused, or its answer is not to be believed";

    @Example(when = WHEN, path = "/api/session/provider")
    ProviderSignInRefused() {
        super(
                StatusCode.UNAUTHORIZED,
                "provider-sign-in-refused",
                "The provider's answer does not sign anybody in",
                "It refused, or what came back is too old, was used, or was not asked for by this browser. Begin again at"
                        + " /api/session/provider.");
    }

    @Override
    public String reason() {
        return "not the provider's word";
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
