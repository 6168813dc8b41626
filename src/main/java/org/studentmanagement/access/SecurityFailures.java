package org.studentmanagement.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.ProblemMapper;

/** What Quarkus refuses for the sake of a token, in problems. */
class SecurityFailures {
    @Inject
    Limits limits;

    @ServerExceptionMapper
    Response noToken(UnauthorizedException failure, ContainerRequestContext request) {
        return ProblemMapper.answer(AccessRefusal.noToken(), request);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure, ContainerRequestContext request, ResourceInfo resource) {
        RolesAllowed allowed = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        return ProblemMapper.answer(
                AccessRefusal.forbidden(failure.getMessage(), allowed == null ? new String[0] : allowed.value()),
                request);
    }

    @ServerExceptionMapper
    Response invalidToken(
            AuthenticationFailedException failure, ContainerRequestContext request, HttpServerRequest http) {
        ProblemException refusal = TokenFaults.causes(failure)
                // that the issuer is away
                .filter(ProblemException.class::isInstance)
                .map(ProblemException.class::cast)
                .findFirst()
                .or(() -> limits.invalidToken(http))
                .orElseGet(() -> AccessRefusal.invalidToken(failure));
        return ProblemMapper.answer(refusal, request);
    }
}
