package org.studentmanagement;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.studentmanagement.access.Role;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.issuer.Issuer;
import org.studentmanagement.people.DevelopmentUsers;
import org.studentmanagement.student.Student;

/** Tells a developer, once everything is ready, where everything is. */
@ApplicationScoped
@IfBuildProfile("dev")
class Welcome {
    private static final Logger LOG = Logger.getLogger(Welcome.class);

    private static final Duration A_MONTH = Duration.ofDays(30);

    @ConfigProperty(name = "quarkus.http.port")
    int port;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @Inject
    Issuer issuer;

    @Transactional
    void greet(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        LOG.infof(
                """

                  Console   http://localhost:%1$d
                  API       http://localhost:%1$d/api/students
                  OpenAPI   http://localhost:%1$d/q/swagger-ui
                  Database  %2$s
                            psql '%3$s'
                  Schema    http://localhost:%1$d/dev/schema has the revision written when entities have changed
                  Sign-in   at the console, with the password %5$s, as one of
                            %6$s
                  Tokens    good for a month, for Authorize in Swagger UI and for curl -H "Authorization: Bearer …"
                %4$s
                """,
                port, database, database.replace("jdbc:", ""), lines(tokens()), DevelopmentUsers.PASSWORD, users());
    }

    private static String users() {
        try {
            return String.join(" ", DevelopmentUsers.make(Datasource.configured()));
        } catch (SQLException ahead) {
            // entities and changesets may be in the middle of a change here
            return "nobody: " + ahead.getMessage();
        }
    }

    private static String lines(Map<String, String> tokens) {
        return tokens.entrySet().stream()
                .map(token -> "            %s%n            %s".formatted(token.getKey(), token.getValue()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** By what they allow. */
    Map<String, String> tokens() {
        List<String> roles = Role.GRANTABLE.keySet().stream().sorted().toList();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("all roles", token(roles, null));
        roles.forEach(role -> tokens.put(role, token(List.of(role), null)));
        // Only its id: an entity may be ahead of its table here.
        Student.find("select id from Student order by id")
                .project(Long.class)
                .firstResultOptional()
                .ifPresent(first -> tokens.put("student " + first, token(List.of(Role.STUDENT), first)));
        return tokens;
    }

    private String token(List<String> roles, Long student) {
        return issuer.token("development", roles, student, A_MONTH);
    }
}
