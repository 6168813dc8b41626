package org.studentmanagement.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Leaves them to the exception mappers, as Quarkus does itself a step later, before which it looks up the template of the path with
 * every request, in case that one is refused: it makes an index of the paths of all resources for that, each time.
 */
@ApplicationScoped
class AuthenticationFailures {
    void register(@Observes Filters filters) {
        // of the same priority as the filter that authenticates, which has been registered before
        filters.register(AuthenticationFailures::leave, SecurityHandlerPriorities.AUTHENTICATION);
    }

    private static void leave(RoutingContext context) {
        context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        context.next();
    }
}
