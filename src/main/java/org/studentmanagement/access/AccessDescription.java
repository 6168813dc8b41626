package org.studentmanagement.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.OAuthFlow;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.studentmanagement.api.SharedResponse;

/** Adds to the API's description how to get in, and for each operation the roles any of which will do. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class AccessDescription implements OASFilter {
    private static final String CLIENT = "client";
    private static final String TOKEN = "token";
    private static final String SESSION = "session";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(CLIENT, client())
                .addSecurityScheme(TOKEN, token())
                .addSecurityScheme(SESSION, session());
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(AccessDescription::describe));
    }

    private static void describe(Operation operation) {
        List<SecurityRequirement> needed = operation.getSecurity();
        if (needed == null) {
            operation.setSecurity(List.of());
            return;
        }
        List<String> roles = needed.stream()
                .flatMap(requirement -> requirement.getSchemes().values().stream())
                .flatMap(List::stream)
                .toList();
        operation.setSecurity(null);
        roles.stream()
                .filter(RosterScope::isRoleOrScope)
                .forEach(role -> operation.addSecurityRequirement(requirement(CLIENT, role)));
        roles.forEach(
                role -> operation.addSecurityRequirement(requirement(role.equals(Role.USER) ? SESSION : TOKEN, role)));
        for (SharedResponse refusal : List.of(SharedResponse.UNAUTHORIZED, SharedResponse.FORBIDDEN)) {
            operation.getResponses().addAPIResponse(refusal.status(), refusal.reference());
        }
    }

    private static SecurityRequirement requirement(String scheme, String role) {
        return OASFactory.createSecurityRequirement().addScheme(scheme, role);
    }

    private static SecurityScheme client() {
        Map<String, String> scopes = new LinkedHashMap<>(Role.GRANTABLE);
        scopes.putAll(RosterScope.GRANTABLE);
        OAuthFlow flow = OASFactory.createOAuthFlow().tokenUrl("/oauth2/token").scopes(scopes);
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.OAUTH2)
                .description("A client with a secret, where the service is its own issuer")
                .flows(OASFactory.createOAuthFlows().clientCredentials(flow));
    }

    private static SecurityScheme token() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(
                        "A token with the role, of whichever issuer the service trusts; the role student has a token"
                                + " with a student_id, for that student's own id, and the role teacher one with a teacher_id");
    }

    private static SecurityScheme session() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name(SESSION)
                .description(
                        "The session of a user who has signed in, for pages of the service itself: it does for every operation"
                                + " what a token with the user's roles does, and for some that take no token");
    }
}
