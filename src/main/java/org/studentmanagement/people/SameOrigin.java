package org.studentmanagement.people;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** Whether a page of the service itself makes a request: a browser sends its cookies for whoever asks. */
final class SameOrigin {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private SameOrigin() {}

    /** 403: another site has the browser of somebody who is signed in make a request. */
    static class Refused extends ProblemException {
        private static final long serialVersionUID = 1L;

        @Example
        Refused() {
            super(
                    StatusCode.FORBIDDEN,
                    "cross-site",
                    "Another site asks",
                    "With a session, a change needs Sec-Fetch-Site: same-origin, or an Origin that is this service, as browsers"
                            + " send them for its own pages. Programs send a token instead.");
        }

        @Override
        public Map<String, String> headers() {
            return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
    }

    /** @throws Refused where the request may change something, and does not come from the service's own page */
    static void require(HttpServerRequest request) {
        if (!SAFE.contains(request.method().name()) && !proven(request)) {
            throw new Refused();
        }
    }

    /** Browsers tell the site over TLS, and of localhost; elsewhere they tell the origin, of which a proxy may have changed the scheme. */
    private static boolean proven(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        HostAndPort own = request.authority();
        return origin != null
                && own != null
                && origin.replaceFirst("^https?://", "").equalsIgnoreCase(own.toString());
    }
}
