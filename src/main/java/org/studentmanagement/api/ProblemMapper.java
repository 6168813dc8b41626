package org.studentmanagement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.postgresql.util.PSQLException;

/** The one list of what can go wrong, and the status and words that a caller gets for it. */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    /** What the fence of a deployment refuses writes with, as in {@code schema.run.WriteTriggers}. */
    private static final String FENCED = "SM503";

    /** A table or a column that is not there. */
    private static final Set<String> BEHIND = Set.of("42P01", "42703");

    /** Named constraints that a request can run into, and the member of the body that each is about. */
    private static final Map<String, String> UNIQUE = Map.of(
            "students_number_key", "number",
            "students_lower_idx", "email",
            "courses_code_key", "code");

    @Inject
    @All
    List<DeletionRefusal> deletionRefusals;

    @Inject
    DescribedOperations described;

    @Inject
    AgroalDataSource pool;

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
        if (refusal.retryAfter() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, refusal.retryAfter());
        }
        refusal.headers().forEach(response::header);
        return response.build();
    }

    private ProblemException refusal(Exception failure, ContainerRequestContext request) {
        // at the end of a chain where JAX-RS or Jackson have wrapped what a parameter or the body's stream threw
        ProblemException refusal = caused(failure, ProblemException.class);
        if (refusal != null) {
            return refusal;
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
        if (caused(failure, OptimisticLockException.class) != null) {
            return new StaleVersion();
        }
        if (DatabaseFaults.broken(failure)) {
            // the idle ones of the same server are as dead, and to find that out costs the next callers a second for
            // each
            pool.flush(AgroalDataSource.FlushMode.IDLE);
        }
        return DatabaseFaults.unanswered(failure) ? unknown(failure, request) : database(failure, request.getUriInfo());
    }

    private ProblemException http(WebApplicationException failure, ContainerRequestContext request) {
        Response.StatusType status = failure.getResponse().getStatusInfo();
        String detail = status.getReasonPhrase() + ".";
        if (failure instanceof NotFoundException || failure instanceof NotAllowedException) {
            // JAX-RS takes the one for the other where classes share the beginning of a path
            Set<String> methods = described.methods(request.getUriInfo().getPath());
            return methods.isEmpty() || methods.contains(request.getMethod())
                    ? new NotFound(NotFound.NO_PATH)
                    : new MethodNotAllowed(methods);
        } else if (failure instanceof NotSupportedException || status.getStatusCode() == StatusCode.BAD_REQUEST) {
            // a Content-Type that is no media type is the one thing that JAX-RS itself calls a bad request
            detail = "Send JSON: Content-Type application/json, or application/merge-patch+json with PATCH."
                    + " Only /oauth2/token takes a form.";
        } else if (failure instanceof NotAcceptableException) {
            detail = "The answer is JSON: let Accept allow application/json.";
        }
        String kind = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return new ProblemException(status.getStatusCode(), kind, status.getReasonPhrase(), detail);
    }

    private static ProblemException unknown(Exception failure, ContainerRequestContext request) {
        LOG.warnf("The database did not say whether it has stored: %s", rootMessage(failure));
        return new UnknownOutcome(request.getMethod());
    }

    private ProblemException database(Exception failure, UriInfo uri) {
        PSQLException refused = caused(failure, PSQLException.class);
        String state = refused == null ? null : refused.getSQLState();
        if ("23505".equals(state)) {
            String member = UNIQUE.get(refused.getServerErrorMessage().getConstraint());
            if (member != null) {
                Taken taken = caused(failure, Taken.class);
                return duplicate(member, taken == null ? Set.of() : taken.members());
            }
        } else if ("23503".equals(state)) {
            String constraint = refused.getServerErrorMessage().getConstraint();
            for (DeletionRefusal refusal : deletionRefusals) {
                if (refusal.constraint().equals(constraint)) {
                    return refusal.explain(
                            Long.parseLong(uri.getPathParameters().getFirst("id")));
                }
            }
        } else if ("22008".equals(state)) {
            // no time is sent but in a cursor
            return Cursor.refusal(uri.getQueryParameters().containsKey(Cursor.BEFORE) ? Cursor.BEFORE : Cursor.AFTER);
        } else if ("23514".equals(state)) {
            // Bean Validation says it first, unless the database's locale has another idea of a blank
            return ProblemException.invalid(List.of(Problem.Fault.at(
                    "", "breaks the rule " + refused.getServerErrorMessage().getConstraint() + " of the database")));
        } else if ("22021".equals(state)) {
            return ProblemException.invalidParameter("query", "must not contain the NUL character");
        }
        if (FENCED.equals(state)) {
            return new ProblemException(
                    StatusCode.SERVICE_UNAVAILABLE,
                    "database-unavailable",
                    "The database takes no writes",
                    "The schema is being changed, and only reads are served meanwhile. Nothing was stored. Send the request"
                            + " again after " + ProblemException.RETRY_AFTER + " seconds.");
        }
        if (BEHIND.contains(state == null ? "" : state)) {
            LOG.errorf(
                    "The schema lacks what this build needs, and has to be migrated first: %s",
                    refused.getServerErrorMessage().getMessage());
            return new ProblemException(
                    StatusCode.SERVICE_UNAVAILABLE,
                    "database-unavailable",
                    "The schema is not that of this version",
                    "It has to be migrated first. Nothing was stored. Send the request again after "
                            + ProblemException.RETRY_AFTER + " seconds.");
        }
        if (DatabaseFaults.passing(failure)) {
            LOG.warnf("The database does not serve: %s", rootMessage(failure));
            return new ProblemException(
                    StatusCode.SERVICE_UNAVAILABLE,
                    "database-unavailable",
                    "The database does not answer",
                    "Nothing was stored. Send the request again after " + ProblemException.RETRY_AFTER + " seconds.");
        }
        LOG.error("A request failed for a reason that is the service's own", failure);
        return new ProblemException(
                StatusCode.INTERNAL_SERVER_ERROR,
                "internal",
                "The service failed",
                "Report it with the request_id, under which the log has the reason, and read what is there before you send"
                        + " a change again.");
    }

    /** @param others that were found to be taken when asked; by then whoever had the named one may have let go of it */
    private static ProblemException duplicate(String named, Set<String> others) {
        Set<String> members = new TreeSet<>(others);
        members.add(named);
        return new ProblemException(
                StatusCode.CONFLICT,
                "duplicate",
                "It exists already",
                "The %s %s taken. Send another one, or change the one that has it."
                        .formatted(String.join(" and the ", members), members.size() == 1 ? "is" : "are"),
                members.stream()
                        .map(member -> Problem.Fault.at("/" + member, "is taken"))
                        .toList());
    }

    private static String rootMessage(Throwable failure) {
        return causes(failure).reduce((outer, inner) -> inner).orElse(failure).getMessage();
    }

    private static <T> T caused(Throwable failure, Class<T> type) {
        return causes(failure)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    /** With what a commit has failed with, which the transaction manager puts aside. */
    static Stream<Throwable> causes(Throwable failure) {
        return chain(failure)
                .flatMap(
                        cause -> Stream.concat(Stream.of(cause), putAside(cause).flatMap(ProblemMapper::chain)));
    }

    static Stream<Throwable> putAside(Throwable failure) {
        return Stream.of(failure.getSuppressed()).filter(XAException.class::isInstance);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
    }
}
