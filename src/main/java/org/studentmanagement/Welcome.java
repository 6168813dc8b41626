package org.studentmanagement;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells a developer, once everything is ready, where everything is. */
@ApplicationScoped
@IfBuildProfile("dev")
class Welcome {
    private static final Logger LOG = Logger.getLogger(Welcome.class);

    @ConfigProperty(name = "quarkus.http.port")
    int port;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    void greet(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        LOG.infof("""

                  API       http://localhost:%1$d/api/students
                  OpenAPI   http://localhost:%1$d/q/swagger-ui
                  Database  %2$s
                            psql '%3$s'
                """, port, database, database.replace("jdbc:", ""));
    }
}
