package org.studentmanagement.standby;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.Sql;
import org.studentmanagement.api.StandbyReads;

/**
 * The answer to a write has the position of the primary's log, asked for after the commit: whoever has seen that position has seen what
 * was written. So has a refusal that tells what is stored, as of a duplicate.
 */
class ToldPosition {
    @RegisterForReflection
    record Position(String position) {}

    private static final int UNPROCESSABLE_CONTENT = 422;

    /** Of the refusals, those that tell what is stored. */
    private static final Set<Integer> TELLING =
            Set.of(StatusCode.NOT_FOUND, StatusCode.CONFLICT, StatusCode.PRECONDITION_FAILED, UNPROCESSABLE_CONTENT);

    /** Whether it was stored. */
    private static final String UNKNOWN = "urn:problem-type:outcome-unknown";

    private static final String ASK = "SELECT pg_current_wal_insert_lsn()::text AS position";

    /** To get a token is no write. */
    static final String TOKENS = "/oauth2/";

    @Inject
    Standby standby;

    @ServerResponseFilter
    Uni<Void> tell(ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest http) {
        if (!standby.configured() || !asksFor(request.getMethod(), response, http.path())) {
            return null;
        }
        // where it may be stored by and by, or the primary does not say, nothing but the primary is sure to have it
        Uni<String> position = unknown(response)
                ? Uni.createFrom().item(LogPosition.LAST)
                : Sql.newest(Position.class, ASK)
                        .map(found -> found.get(0).position())
                        .onFailure()
                        .recoverWithItem(LogPosition.LAST);
        return position.invoke(told -> tell(told, response, http)).replaceWithVoid();
    }

    private static boolean asksFor(String method, ContainerResponseContext response, String path) {
        int status = response.getStatus();
        return switch (method) {
            case HttpMethod.GET, HttpMethod.HEAD -> status == StatusCode.OK && StandbyReads.positionIsTold();
            case HttpMethod.OPTIONS -> false;
            default ->
                !path.startsWith(TOKENS)
                        && (status < StatusCode.BAD_REQUEST || TELLING.contains(status) || unknown(response));
        };
    }

    private static boolean unknown(ContainerResponseContext response) {
        return response.getEntity() instanceof Problem problem && UNKNOWN.equals(problem.type());
    }

    private static void tell(String position, ContainerResponseContext response, HttpServerRequest http) {
        response.getHeaders().putSingle(SeenPosition.HEADER, position);
        http.response()
                .addCookie(Cookie.cookie(SeenPosition.COOKIE, position)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setSecure(http.isSSL()));
    }
}
