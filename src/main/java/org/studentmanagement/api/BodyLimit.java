package org.studentmanagement.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/** Says in a problem what Quarkus, at its {@code max-body-size}, says with a bare 413. */
@ApplicationScoped
class BodyLimit {
    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize limit;

    @Inject
    RouteProblems problems;

    void register(@Observes Filters filters) {
        // The higher goes first, and Quarkus's own limit is at 2: before it for a declared length, after it for none.
        filters.register(this::refuseDeclared, 3);
        filters.register(BodyLimit::leaveChunkedToStream, 1);
    }

    @ServerRequestFilter
    void bound(ContainerRequestContext request) {
        request.setEntityStream(new Bounded(request.getEntityStream(), limit.asLongValue()));
    }

    private void refuseDeclared(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > limit.asLongValue()) {
            // the rest of the body is not worth reading
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            problems.send(context, tooLarge(limit.asLongValue()));
        } else {
            context.next();
        }
    }

    private static void leaveChunkedToStream(RoutingContext context) {
        context.remove(VertxInputStream.MAX_REQUEST_SIZE_KEY);
        context.next();
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(
                StatusCode.PAYLOAD_TOO_LARGE,
                "too-large",
                "The body is too large",
                "Send at most " + limit + " bytes. The import command takes more.");
    }

    private static class Bounded extends FilterInputStream {
        private final long limit;
        private long read;

        Bounded(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(count);
            return count;
        }

        private void count(int bytes) {
            read += Math.max(bytes, 0);
            if (read > limit) {
                throw tooLarge(limit);
            }
        }
    }
}
