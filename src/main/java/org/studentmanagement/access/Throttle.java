package org.studentmanagement.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds callers of the API to the general limit, after the token was checked: nobody uses up another one's. */
class Throttle {
    @Inject
    Limits limits;

    @Inject
    SecurityIdentity identity;

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    void count(ContainerRequestContext request) {
        if (!identity.isAnonymous()) {
            limits.requireRequest(Actor.of(identity));
        }
    }
}
