package org.studentmanagement.standby;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.RouteProblems;
import org.studentmanagement.api.StandbyReads;

/** What a caller has seen, as the answers to its writes have told it, decides whether what it reads may be read at the standby. */
@ApplicationScoped
class SeenPosition {
    static final String HEADER = "Database-Position";

    /** What browsers send by themselves, where no script keeps the header. */
    static final String COOKIE = "database-position";

    @Inject
    Standby standby;

    @Inject
    RouteProblems problems;

    void register(@Observes Filters filters) {
        if (standby.configured()) {
            // behind what looks at the headers
            filters.register(this::look, 3);
        }
    }

    private void look(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            context.next();
            return;
        }
        long seen = cookie(request);
        for (String value : request.headers().getAll(HEADER)) {
            OptionalLong position = LogPosition.parse(value);
            if (position.isEmpty()) {
                problems.send(
                        context,
                        ProblemException.invalidParameter(
                                HEADER, "must be what an answer has told, as in 16/B374D848"));
                return;
            }
            seen = Long.compareUnsigned(seen, position.getAsLong()) < 0 ? position.getAsLong() : seen;
        }
        StandbyReads.begin(standby, seen);
        context.next();
    }

    /** A browser cannot mend a cookie that is none of ours: nobody knows what it has seen. */
    private static long cookie(HttpServerRequest request) {
        Cookie cookie = request.getCookie(COOKIE);
        return cookie == null ? 0 : LogPosition.parse(cookie.getValue()).orElse(LogPosition.of(LogPosition.LAST));
    }
}
