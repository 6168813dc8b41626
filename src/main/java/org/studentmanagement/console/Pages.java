package org.studentmanagement.console;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** How the pages that the build has made of {@code src/main/webapp} are served, or not. */
@ApplicationScoped
class Pages {
    /** The page itself, and the scripts and styles that it asks for, whose names change with what is in them. */
    private static final String ALL = "/(index\\.html|static/.*)?";

    private static final String PAGE = "/(index\\.html)?";

    @Inject
    ConsoleConfig config;

    void register(@Observes Router router) {
        if (!config.enabled()) {
            router.routeWithRegex(ALL)
                    .order(Integer.MIN_VALUE + 1)
                    .handler(context -> context.fail(StatusCode.NOT_FOUND));
            return;
        }
        // else a browser would go on with the scripts of the version before
        router.routeWithRegex(PAGE).order(Integer.MIN_VALUE + 1).handler(context -> {
            context.addHeadersEndHandler(
                    end -> context.response().headers().set(HttpHeaders.CACHE_CONTROL, "no-cache"));
            context.next();
        });
    }
}
