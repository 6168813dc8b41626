package org.studentmanagement.api;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** What a caller is told where the database refuses or does not answer, and where nobody knows what has failed. */
@ApplicationScoped
class DatabaseProblems {
    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);

    /** What the fence of a deployment refuses writes with, as in {@code schema.run.WriteTriggers}. */
    private static final String FENCED = "SM503";

    /** A table or a column that is not there. */
    private static final Set<String> BEHIND = Set.of("42P01", "42703");

    @Inject
    @All
    List<ConstraintRefusal> refusals;

    @Inject
    AgroalDataSource pool;

    ProblemException explain(Exception failure, ContainerRequestContext request) {
        if (DatabaseFaults.broken(failure)) {
            // the idle ones of the same server are as dead, and to find that out costs the next callers a second for
            // each
            pool.flush(AgroalDataSource.FlushMode.IDLE);
        }
        if (DatabaseFaults.unanswered(failure)) {
            LOG.warnf("The database did not say whether it has stored: %s", Causes.rootMessage(failure));
            return new UnknownOutcome(request);
        }
        return ServerError.in(failure)
                .flatMap(refused -> refused(refused, failure))
                .orElseGet(() -> failed(failure));
    }

    private Optional<ProblemException> refused(ServerError refused, Exception failure) {
        return switch (refused.state()) {
            case "23505" ->
                refused(refused.constraint(), failure).or(() -> Duplicate.of(refused.table(), refused.constraint()));
            case "23503" -> refused(refused.constraint(), failure);
            // of a single value Bean Validation says it first, unless the database's locale has another idea of a blank
            case "23514" ->
                refused(refused.constraint(), failure)
                        .or(() -> Optional.of(ProblemException.invalid(List.of(Problem.Fault.at(
                                "", "breaks the rule " + refused.constraint() + " of the database")))));
            case "22021" ->
                Optional.of(ProblemException.invalidParameter("query", "must not contain the NUL character"));
            case FENCED -> Optional.of(readOnly());
            default -> Optional.empty();
        };
    }

    private Optional<ProblemException> refused(String constraint, Exception failure) {
        return Causes.find(failure, RefusedRow.class)
                .map(RefusedRow::row)
                .map(row -> refused(constraint, row))
                .orElseGet(() -> refusal(constraint).flatMap(ConstraintRefusal::explain));
    }

    private Optional<ProblemException> refused(String constraint, Row row) {
        Optional<ProblemException> duplicate = row.unique().stream()
                .filter(unique -> unique.constraint().equals(constraint))
                .findFirst()
                .map(unique -> Duplicate.of(row, unique));
        return duplicate.or(() -> refusal(constraint).map(refusal -> refusal.explain(row)));
    }

    private Optional<ConstraintRefusal> refusal(String constraint) {
        return refusals.stream()
                .filter(refusal -> refusal.constraint().equals(constraint))
                .findFirst();
    }

    private static ProblemException failed(Exception failure) {
        Optional<ServerError> behind = ServerError.in(failure).filter(fault -> BEHIND.contains(fault.state()));
        if (behind.isPresent()) {
            LOG.errorf(
                    "The schema lacks what this build needs, and has to be migrated first: %s",
                    behind.get().message());
            return behind();
        }
        if (DatabaseFaults.passing(failure)) {
            LOG.warnf("The database does not serve: %s", Causes.rootMessage(failure));
            return away();
        }
        LOG.error("A request failed for a reason that is the service's own", failure);
        return new ProblemException(
                StatusCode.INTERNAL_SERVER_ERROR,
                "internal",
                "The service failed",
                "Report it with the request_id, under which the log has the reason, and read what is there before you send"
                        + " a change again.");
    }

    @Example(name = "database-read-only")
    private static ProblemException readOnly() {
        return unavailable(
                "The database takes no writes",
                "The schema is being changed, and only reads are served meanwhile. Nothing was stored.");
    }

    @Example(name = "database-not-migrated")
    private static ProblemException behind() {
        return unavailable(
                "The schema is not that of this version", "It has to be migrated first. Nothing was stored.");
    }

    @Example
    private static ProblemException away() {
        return unavailable("The database does not answer", "Nothing was stored.");
    }

    private static ProblemException unavailable(String title, String reason) {
        return new ProblemException(
                StatusCode.SERVICE_UNAVAILABLE,
                "database-unavailable",
                title,
                reason + " " + ProblemException.COME_AGAIN);
    }
}
