package org.studentmanagement.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Gives each request an id, or keeps the one that a proxy gave it in {@code X-Request-ID}. It stands in every log line,
 * in every problem and in the answer's {@code X-Request-ID}.
 */
@ApplicationScoped
public class RequestId {
    private static final String KEY = "request_id";

    public static final String HEADER = "X-Request-ID";

    /** What may be copied into a log without harm; anything else is replaced. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The id of the request that the calling thread serves. */
    static String current() {
        return Objects.toString(MDC.get(KEY), null);
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    assign(context);
                    context.next();
                },
                1000);
    }

    static void assign(RoutingContext context) {
        String id = of(context.request().getHeader(HEADER));
        MDC.put(KEY, id);
        context.response().putHeader(HEADER, id);
    }

    /** @param given by a proxy, or null */
    public static String of(String given) {
        return given != null && HARMLESS.matcher(given).matches() ? given : create();
    }

    public static String create() {
        return UUID.randomUUID().toString();
    }
}
