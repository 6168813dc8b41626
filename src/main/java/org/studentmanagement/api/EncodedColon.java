package org.studentmanagement.api;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Many clients encode the colon of {@code :batch}, which means the same in a path (RFC 3986, 3.3), and Quarkus would not find. */
class EncodedColon {
    private static final Pattern COLON = Pattern.compile("%3A", Pattern.CASE_INSENSITIVE);

    @ServerRequestFilter(preMatching = true, priority = Priorities.HEADER_DECORATOR)
    void decode(ContainerRequestContext request) {
        URI sent = request.getUriInfo().getRequestUri();
        String path = sent.getRawPath();
        if (COLON.matcher(path).find()) {
            request.setRequestUri(UriBuilder.fromUri(sent)
                    .replacePath(COLON.matcher(path).replaceAll(":"))
                    .build());
        }
    }
}
