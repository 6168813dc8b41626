package org.studentmanagement.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/**
 * Collects a body before a thread is taken to read it, so that who sends it slowly holds none. Says in a problem what Quarkus,
 * at its {@code max-body-size}, says with a bare 413, and more often: that has to let {@link StreamedBody} through. Vert.x's own
 * handler would parse forms, which their endpoint does.
 */
@ApplicationScoped
class BodyLimit {
    @Inject
    BodyConfig config;

    @Inject
    RouteProblems problems;

    private long limit;

    @PostConstruct
    void read() {
        limit = config.size().asLongValue();
    }

    void register(@Observes Filters filters) {
        // The higher goes first, and Quarkus's own limit is at 2.
        filters.register(this::collect, 3);
    }

    private void collect(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean none = length == null && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (none
                || context.body().buffer() != null
                || StreamedBody.of(request.method().name(), request.uri())) {
            // or routed anew, with the body that was collected
            context.next();
        } else if (length != null && Long.parseLong(length) > limit) {
            refuse(context);
        } else {
            Buffer body = Buffer.buffer();
            request.handler(part -> {
                if (body.length() + part.length() <= limit) {
                    body.appendBuffer(part);
                } else if (!context.response().ended()) {
                    refuse(context);
                }
            });
            request.endHandler(end -> {
                if (!context.response().ended()) {
                    ((RoutingContextInternal) context).setBody(body);
                    context.next();
                }
            });
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))
                    && request.version() == HttpVersion.HTTP_1_1) {
                context.response().writeContinue();
            }
            request.resume();
        }
    }

    private void refuse(RoutingContext context) {
        // the rest of the body is not worth reading
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        problems.send(context, tooLarge(limit));
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(
                StatusCode.PAYLOAD_TOO_LARGE,
                "too-large",
                "The body is too large",
                "Send at most " + limit + " bytes. The import command takes more.");
    }

    @Example
    static ProblemException example() {
        return tooLarge(1_048_576);
    }
}
