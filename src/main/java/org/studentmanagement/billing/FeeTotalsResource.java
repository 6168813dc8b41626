package org.studentmanagement.billing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** Sums of fees, which is no fee of that id: nobody can change or delete it. */
@Path("/api/fees/totals")
@Tag(name = "Fees")
class FeeTotalsResource {
    @GET
    @RolesAllowed({Role.READER, Role.BURSAR})
    @Operation(
            operationId = "getFeeTotals",
            summary = "What is charged, paid and left to pay, by class and month",
            description =
                    "Of all classes of a term, or of one, for the months of its term. A student counts to the class of the"
                            + " term in which the student is, or was last.")
    public Uni<RestResponse<FeeTotals>> totals(
            @QueryParam("term_id") @Parameter(description = "Those of the classes of the term; or class_id") Long term,
            @QueryParam("class_id") @Parameter(description = "Those of the class; or term_id") Long schoolClass,
            @BeanParam KnownTags known) {
        return FeeTotals.of(term, schoolClass).map(totals -> Tagged.answer(totals, List.of(totals), known));
    }
}
