package org.studentmanagement.billing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;

/** What one student owes and has paid. */
@Path("/api/students/{id}")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payments")
class AccountResource {
    @GET
    @Path("/balance")
    @RolesAllowed({Role.READER, Role.BURSAR, Role.STUDENT})
    @Operation(operationId = "getBalance", summary = "What a student owes, with the fees that are open")
    public Uni<RestResponse<Balance>> balance(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Balance.of(id).map(balance -> Tagged.answer(balance, List.of(balance), known));
    }

    @GET
    @Path("/statement")
    @RolesAllowed({Role.READER, Role.BURSAR, Role.STUDENT})
    @Operation(
            operationId = "getStatement",
            summary = "The fees, payments and reversals of a student, by day, with what was owed after each")
    public Uni<RestResponse<AccountStatement>> statement(@PathParam("id") long id, @BeanParam KnownTags known) {
        return AccountStatement.of(id).map(statement -> Tagged.answer(statement, statement.items(), known));
    }

    @POST
    @Path("/allocations")
    @RolesAllowed(Role.BURSAR)
    @Operation(
            operationId = "allocateCredit",
            summary = "Pay what is open with what a student has left, the oldest first",
            description =
                    "New fees and payments do so by themselves; after a reversal, or where a fee has become higher,"
                            + " this does. It may be repeated: then there is nothing left to do.")
    public Uni<Balance> allocate(@PathParam("id") long id) {
        return Balance.takeUpCredit(id);
    }
}
