package org.studentmanagement.oneroster;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where the services were called, which stands in each reference of an answer.
 *
 * @param root of all services, as in https://school.example/ims/oneroster
 * @param asked the address of what was asked for, without the query
 */
record OneRosterAddress(String root, String asked) {
    static final String ROSTERING = OneRosterAnswers.PATH + Member.ROSTERING;
    static final String GRADEBOOK = OneRosterAnswers.PATH + Member.GRADEBOOK;
    static final String RESOURCES = OneRosterAnswers.PATH + Member.RESOURCES;

    static OneRosterAddress of(UriInfo uri) {
        String root = uri.getBaseUri().resolve(OneRosterAnswers.PATH).toString();
        return new OneRosterAddress(
                root.substring(0, root.length() - 1),
                uri.getBaseUri().resolve(uri.getRequestUri().getRawPath()).toString());
    }

    RosterRows rows(Roster roster) {
        return new RosterRows(roster, root);
    }

    Uni<Response> page(Roster roster, RosterQuery query, Function<RosterValues, String> which) {
        return rows(roster)
                .page(query, which)
                .map(page -> Response.ok(page.body(), MediaType.APPLICATION_JSON)
                        .header("X-Total-Count", page.total())
                        .header("Link", page.links(asked, query))
                        .build());
    }

    /** Of the whole collection. */
    Uni<Response> page(Roster roster, RosterQuery query) {
        return page(roster, query, values -> "true");
    }

    /**
     * Of what belongs to a record, which may be gone.
     *
     * @param shown how it is told to the caller
     */
    Uni<Response> page(Roster of, String id, Related related, UnaryOperator<Roster> shown, RosterQuery query) {
        return rows(of).known(id)
                .flatMap(one -> page(shown.apply(related.roster), query, values -> related.rows(one, values)));
    }

    Uni<Response> one(Roster roster, String id, String fields) {
        return rows(roster)
                .one(id, fields)
                .map(shown -> Response.ok(shown, MediaType.APPLICATION_JSON).build());
    }
}
