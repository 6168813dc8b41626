package org.studentmanagement.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells caches what an answer depends on besides its URL. */
@ApplicationScoped
class CacheKeys {
    @ConfigProperty(name = "quarkus.http.cors.origins")
    Optional<List<String>> origins;

    void register(@Observes Filters filters) {
        // before the filter of other origins, which may answer by itself
        filters.register(this::tell, 999);
    }

    private void tell(RoutingContext context) {
        if (origins.isPresent()) {
            context.response().headers().add(HttpHeaders.VARY, "Origin");
        }
        context.addHeadersEndHandler(end -> encoding(context.response().headers()));
        context.next();
    }

    private static void encoding(MultiMap headers) {
        if (headers.contains(HttpHeaders.ETAG)) {
            // A strong tag is of these very bytes, and one row is too short to be worth a second form with a tag of its
            // own.
            headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        } else if (!headers.contains(HttpHeaders.CONTENT_ENCODING)
                && headers.contains(HttpHeaders.CONTENT_TYPE)
                && headers.getAll(HttpHeaders.VARY).stream()
                        .noneMatch(HttpHeaders.ACCEPT_ENCODING.toString()::equalsIgnoreCase)) {
            headers.add(HttpHeaders.VARY, "Accept-Encoding");
        }
    }
}
