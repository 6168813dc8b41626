package org.studentmanagement.oneroster;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;

/**
 * Where the service was called, which stands in each reference of an answer.
 *
 * @param service as in https://school.example/ims/oneroster/rostering/v1p2
 * @param asked the address of what was asked for, without the query
 */
record RosteringAddress(String service, String asked) {
    static final String PATH = OneRosterAnswers.PATH + "rostering/v1p2";

    static RosteringAddress of(UriInfo uri) {
        String server = uri.getBaseUri().resolve("/").toString();
        return new RosteringAddress(
                server.substring(0, server.length() - 1) + PATH,
                uri.getBaseUri().resolve(uri.getRequestUri().getRawPath()).toString());
    }

    RosterRows rows(Roster roster) {
        return new RosterRows(roster, service);
    }

    Uni<Response> page(Roster roster, RosterQuery query, Function<RosterValues, String> which) {
        return rows(roster)
                .page(query, which)
                .map(page -> Response.ok(page.body(), MediaType.APPLICATION_JSON)
                        .header("X-Total-Count", page.total())
                        .header("Link", page.links(asked, query))
                        .build());
    }

    Uni<Response> one(Roster roster, String id, String fields) {
        return rows(roster)
                .one(id, fields)
                .map(shown -> Response.ok(shown, MediaType.APPLICATION_JSON).build());
    }
}
