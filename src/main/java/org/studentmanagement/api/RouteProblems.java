package org.studentmanagement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** Problems of requests that reach no resource. */
@ApplicationScoped
public class RouteProblems {
    private static final ProblemException UNROUTABLE = new ProblemException(
            StatusCode.BAD_REQUEST,
            "invalid-request",
            "The request is not valid",
            "The host or the path cannot be read. Send a Host header, and the path as percent-encoded UTF-8.");

    @Inject
    ObjectMapper json;

    void register(@Observes Router router) {
        router.errorHandler(StatusCode.NOT_FOUND, context -> send(context, new NotFound(NotFound.NO_PATH)));
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            if (context.statusCode() == StatusCode.BAD_REQUEST) {
                RequestId.assign(context);
                send(context, UNROUTABLE);
            } else {
                context.next();
            }
        });
    }

    public void send(RoutingContext context, ProblemException refusal) {
        try {
            refusal.headers().forEach(context.response()::putHeader);
            context.response()
                    .setStatusCode(refusal.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(
                            Problem.of(refusal, context.request().path())));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
