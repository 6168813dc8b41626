package org.studentmanagement.api;

import io.quarkus.vertx.http.security.CORS;
import io.quarkus.vertx.http.security.HttpSecurity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets front ends of other origins in where {@code quarkus.http.cors.origins} names them. Without it the filter stays
 * off altogether: switched on and empty, it would refuse a same-origin front end behind a proxy that ends TLS.
 */
@ApplicationScoped
class CrossOrigin {
    @ConfigProperty(name = "quarkus.http.cors.origins")
    Optional<Set<String>> origins;

    void allow(@Observes HttpSecurity security) {
        origins.ifPresent(allowed -> security.cors(CORS.builder()
                .origins(allowed)
                .methods(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"))
                .exposedHeaders(Set.of("ETag", "Link", "Location", "Retry-After", "X-Request-ID"))
                .build()));
    }
}
