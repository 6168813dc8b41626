package org.studentmanagement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers with the problem for which a request is refused, whatever was thrown. */
public class ProblemMapper {
    @Inject
    DescribedOperations described;

    @Inject
    DatabaseProblems database;

    // The classes that Quarkus maps itself are named too: the nearest class wins.
    @ServerExceptionMapper({
        Exception.class,
        ValidationException.class,
        MismatchedInputException.class,
        WebApplicationException.class,
        NotFoundException.class
    })
    Response problem(Exception failure, ContainerRequestContext request) {
        return answer(refusal(failure, request), request);
    }

    /** For what Quarkus throws and a package of its own explains. */
    public static Response answer(ProblemException refusal, ContainerRequestContext request) {
        request.setProperty(ProblemException.REASON, refusal.reason());
        Response.ResponseBuilder response = Response.status(refusal.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(refusal, request.getUriInfo().getRequestUri().getRawPath()));
        long retryAfter = refusal.retryAfter();
        if (retryAfter > 0) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        refusal.headers().forEach(response::header);
        return response.build();
    }

    private ProblemException refusal(Exception failure, ContainerRequestContext request) {
        // at the end of a chain where JAX-RS or Jackson have wrapped what a parameter or the body's stream threw
        Optional<ProblemException> refusal = Causes.find(failure, ProblemException.class);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (failure instanceof ConstraintViolationException violations) {
            return Violations.explain(violations);
        }
        if (failure instanceof JsonProcessingException malformed) {
            return JsonFaults.explain(malformed);
        }
        if (failure instanceof IOException) {
            return JsonFaults.unreadable();
        }
        if (failure instanceof WebApplicationException http) {
            return http.getCause() instanceof JsonProcessingException malformed
                    ? JsonFaults.explain(malformed)
                    : http(http, request);
        }
        if (failure instanceof IllegalArgumentException
                && !readable(request.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            return new ProblemException(
                    StatusCode.BAD_REQUEST,
                    "invalid-request",
                    "The request is not valid",
                    "The header Content-Type cannot be read. " + advice(request));
        }
        if (Causes.find(failure, OptimisticLockException.class).isPresent()) {
            return new StaleVersion();
        }
        return database.explain(failure, request);
    }

    /** Where a path has answers of several kinds, Quarkus reads the type of what is sent, be anything sent or not. */
    private static boolean readable(String type) {
        try {
            return type == null || MediaType.valueOf(type) != null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private ProblemException http(WebApplicationException failure, ContainerRequestContext request) {
        if (failure instanceof NotFoundException || failure instanceof NotAllowedException) {
            // JAX-RS takes the one for the other where classes share the beginning of a path
            Set<String> methods =
                    described.methods(request.getUriInfo().getRequestUri().getRawPath());
            return methods.isEmpty() || methods.contains(request.getMethod())
                    ? new NotFound(NotFound.NO_PATH)
                    : new MethodNotAllowed(methods);
        } else if (failure instanceof NotSupportedException) {
            return notSupported(advice(request));
        } else if (failure instanceof NotAcceptableException) {
            return notAcceptable();
        }
        Response.StatusType status = failure.getResponse().getStatusInfo();
        return status.getStatusCode() == StatusCode.BAD_REQUEST
                ? unreadableType(advice(request))
                : http(status, status.getReasonPhrase() + ".");
    }

    private String advice(ContainerRequestContext request) {
        return advice(described.types(
                request.getMethod(), request.getUriInfo().getRequestUri().getRawPath()));
    }

    /** @param types that the path takes with the method; of any type is what is told as bytes */
    static String advice(Set<String> types) {
        if (types.isEmpty()) {
            return "Leave Content-Type out: nothing is to be sent.";
        }
        return types.contains(MediaType.APPLICATION_OCTET_STREAM)
                ? "Send the Content-Type of the file, like application/pdf."
                : "Send Content-Type " + String.join(" or ", types) + ".";
    }

    @Example
    private static ProblemException notSupported() {
        return notSupported(advice(Set.of(MediaType.APPLICATION_JSON)));
    }

    private static ProblemException notSupported(String advice) {
        return http(Response.Status.UNSUPPORTED_MEDIA_TYPE, advice);
    }

    @Example
    private static ProblemException notAcceptable() {
        return http(
                Response.Status.NOT_ACCEPTABLE,
                "The answer is JSON, or of an export CSV: let Accept allow application/json, or text/csv.");
    }

    /** A Content-Type that is no media type is the one thing that JAX-RS itself calls a bad request. */
    @Example(when = SharedResponse.INVALID)
    private static ProblemException unreadableType() {
        return unreadableType(advice(Set.of(MediaType.APPLICATION_JSON)));
    }

    private static ProblemException unreadableType(String advice) {
        return http(Response.Status.BAD_REQUEST, advice);
    }

    private static ProblemException http(Response.StatusType status, String detail) {
        String kind = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return new ProblemException(status.getStatusCode(), kind, status.getReasonPhrase(), detail);
    }
}
