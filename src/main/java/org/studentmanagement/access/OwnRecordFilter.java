package org.studentmanagement.access;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Compares texts, not numbers: 007 is not the id that the token names, whatever a parameter would make of it. */
@Provider
@OwnRecord
@Priority(Priorities.AUTHORIZATION)
class OwnRecordFilter implements ContainerRequestFilter {
    @Inject
    SecurityIdentity identity;

    @Override
    public void filter(ContainerRequestContext request) {
        if (identity.hasRole(Role.STUDENT)) {
            String own = String.valueOf(identity.<Long>getAttribute(TokenIdentity.STUDENT_ID));
            if (!own.equals(request.getUriInfo().getPathParameters().getFirst("id"))) {
                throw new ForbiddenException("not the student's own record");
            }
        }
    }
}
