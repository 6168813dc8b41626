package org.studentmanagement.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Tells what a path knows, and takes the query at its word as JSON is: what is misspelt would else be as good as left out. */
class OnlyDescribed {
    @Inject
    DescribedOperations described;

    @ServerRequestFilter(preMatching = true)
    Response options(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        Set<String> methods =
                described.methods(request.getUriInfo().getRequestUri().getRawPath());
        if (methods.isEmpty()) {
            throw new NotFound(NotFound.NO_PATH);
        }
        return Response.ok().allow(methods).build();
    }

    @ServerRequestFilter(priority = Priorities.USER)
    void query(ContainerRequestContext request, ResourceInfo resource) {
        Set<String> sent = request.getUriInfo().getQueryParameters().keySet();
        if (sent.isEmpty() || resource.getResourceMethod().isAnnotationPresent(AnyQuery.class)) {
            return;
        }
        Set<String> known = described.parameters(
                request.getMethod(), request.getUriInfo().getRequestUri().getRawPath());
        String told = known.isEmpty()
                ? "is not known; this takes no parameters in the query"
                : "is not known; known are " + String.join(", ", known);
        List<Problem.Fault> faults = sent.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> Problem.Fault.of(name, told))
                .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }
}
