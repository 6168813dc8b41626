package org.studentmanagement.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.orm.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.RowResource;
import org.studentmanagement.api.SharedResponse;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.student.StudentLeft;

/** Fees: list, store, read, change, delete. */
@Path("/api/fees")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Fees")
class FeeResource extends RowResource<Fee, FeeRequest, FeeResponse> {
    FeeResource() {
        super("fee", "/api/fees", Fee.class, Fee::set, FeeRequest.class, FeeResponse.class);
    }

    /** What the student had left may have paid it by now. */
    @Override
    protected void stored(Fee fee) {
        Panache.getEntityManager().refresh(fee);
    }

    @GET
    @RolesAllowed({Role.READER, Role.BURSAR})
    @Operation(
            operationId = "listFees",
            summary = "The fees, in pages",
            description =
                    "Those of a student or a class, for a month, or overdue: all that is asked for must hold. Overdue ones"
                            + " are in the order of the days on which they were due, and in no other.")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = {"id", "month", "updated_at"}))
    public Uni<RestResponse<Page<FeeResponse>>> list(@Valid @BeanParam FeeQuery query) {
        return Fee.list(query).map(Page::toResponse);
    }

    @POST
    @RolesAllowed(Role.BURSAR)
    @Operation(
            operationId = "createFee",
            summary = "Charge a student for a month",
            description = "What the student has paid before, and is left, pays it at once.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = SharedResponse.EXISTS + ". Or: " + StudentLeft.WHEN)
    @APIResponse(responseCode = "422", description = UnknownStudent.WHEN)
    public RestResponse<FeeResponse> create(@NotNull @Valid FeeRequest request) {
        return store(new Fee(), request);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.READER, Role.BURSAR})
    @Operation(operationId = "getFee", summary = "One fee")
    public Uni<RestResponse<FeeResponse>> get(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Fee.one(id).map(fee -> Tagged.answer(fee, known));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.BURSAR)
    @Operation(operationId = "replaceFee", summary = "Change a fee, naming every member that can be set")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = FeePaid.OR_TAKEN)
    public RestResponse<FeeResponse> put(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return replace(asked, request);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed(Role.BURSAR)
    @Operation(
            operationId = "updateFee",
            summary = "Change the amount, the discount or the day of a fee (RFC 7396)",
            description = "A payment of it is a change of it: read it again after one.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = FeePaid.OR_TAKEN)
    public RestResponse<FeeResponse> update(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return patch(asked, request);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.BURSAR)
    @Operation(operationId = "deleteFee", summary = "Delete a fee of which nothing was ever paid")
    public void delete(@BeanParam ToChange asked) {
        remove(asked);
    }
}
