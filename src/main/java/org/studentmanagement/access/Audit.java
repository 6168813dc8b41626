package org.studentmanagement.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.RetryHeaders;

/**
 * A log line for each write, with its actor, and for each refused access, with its reason; the request id stands beside them, as
 * in all lines. Paths have ids, but neither names nor addresses; queries, bodies and tokens are left out.
 */
class Audit {
    private static final Logger LOG = Logger.getLogger(Audit.class);

    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final Set<Integer> REFUSALS =
            Set.of(StatusCode.UNAUTHORIZED, StatusCode.FORBIDDEN, StatusCode.TOO_MANY_REQUESTS);

    @Inject
    SecurityIdentity identity;

    @ServerResponseFilter
    void log(
            ContainerRequestContext request,
            ContainerResponseContext response,
            ResourceInfo resource,
            HttpServerRequest http) {
        String call = request.getMethod() + ' ' + http.path();
        int status = response.getStatus();
        if (REFUSALS.contains(status)) {
            Object reason = request.getProperty(ProblemException.REASON);
            LOG.warnf(
                    "%s refused, %d: %s", call, status, Objects.requireNonNullElse(reason, "not the client's secret"));
        } else if (status < StatusCode.BAD_REQUEST && writes(request, resource)) {
            boolean again = response.getHeaders().containsKey(RetryHeaders.REPLAYED);
            LOG.infof("%s by %s, %d%s", call, Actor.of(identity), status, again ? " again" : "");
        }
    }

    /** To get a token is no write. */
    private static boolean writes(ContainerRequestContext request, ResourceInfo resource) {
        return !READS.contains(request.getMethod())
                && resource.getResourceMethod().isAnnotationPresent(RolesAllowed.class);
    }
}
