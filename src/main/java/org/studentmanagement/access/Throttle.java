package org.studentmanagement.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds callers of the API to the general limit, after the token was checked: nobody uses up another one's. */
class Throttle {
    @Inject
    Limits limits;

    @Inject
    SecurityIdentity identity;

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    void count(ResourceInfo resource) {
        // what is open to all must not ask who somebody is
        if (resource.getResourceMethod().isAnnotationPresent(RolesAllowed.class)) {
            limits.requireRequest(Actor.of(identity));
        }
    }
}
