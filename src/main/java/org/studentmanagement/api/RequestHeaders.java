package org.studentmanagement.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** Refuses, before a body is read, headers that would else be ignored at the cost of a misunderstanding. */
@ApplicationScoped
class RequestHeaders {
    private static final String AS_IT_IS = "identity";

    private static final ProblemException TWO_HOSTS = new ProblemException(
            StatusCode.BAD_REQUEST,
            "invalid-request",
            "The request is not valid",
            "There are several Host headers. Send one.");

    @Example(name = "content-encoding")
    private static final ProblemException ENCODED =
            new ProblemException(
                    StatusCode.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "Unsupported Media Type",
                    "Send the body as it is, without Content-Encoding.") {
                private static final long serialVersionUID = 1L;

                @Override
                public Map<String, String> headers() {
                    return Map.of("Accept-Encoding", AS_IT_IS);
                }
            };

    @Inject
    RouteProblems problems;

    void register(@Observes Filters filters) {
        // higher than the one that looks at the body
        filters.register(this::check, 4);
    }

    private void check(RoutingContext context) {
        fault(context)
                .ifPresentOrElse(
                        fault -> {
                            // the body is not worth reading
                            context.response().putHeader(HttpHeaders.CONNECTION, "close");
                            problems.send(context, fault);
                        },
                        context::next);
    }

    private static Optional<ProblemException> fault(RoutingContext context) {
        var headers = context.request().headers();
        if (headers.getAll(HttpHeaders.HOST).size() > 1) {
            return Optional.of(TWO_HOSTS);
        }
        return headers.getAll(HttpHeaders.CONTENT_ENCODING).stream().allMatch(AS_IT_IS::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of(ENCODED);
    }
}
