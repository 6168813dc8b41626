package org.studentmanagement.term;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.NobodysRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.RowResource;

/** School years, terms and grading periods: list, store, read, change, delete. */
@Path("/api/terms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Terms")
class TermResource extends RowResource<Term, TermRequest, TermResponse> {
    TermResource() {
        super("term", "/api/terms", Term.class, Term::set, TermRequest.class, TermResponse.class);
    }

    @GET
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "listTerms", summary = "School years, terms and grading periods, in pages")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            schema = @Schema(enumeration = {"code", "name", "begins_on", "ends_on"}))
    public Uni<RestResponse<Page<TermResponse>>> list(@Valid @BeanParam TermQuery query) {
        return Term.list(query).map(Page::toResponse);
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "createTerm", summary = "Store a new term")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnfitParent.WHEN)
    public RestResponse<TermResponse> create(@NotNull @Valid TermRequest request) {
        return store(new Term(), request);
    }

    @GET
    @Path("/{id}")
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "getTerm", summary = "One term")
    public Uni<RestResponse<TermResponse>> get(@BeanParam ToRead asked) {
        return show(asked);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "replaceTerm", summary = "Change a term, naming every member that can be set")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnfitParent.WHEN)
    @APIResponse(responseCode = "409", description = StillParent.OR_TAKEN)
    public RestResponse<TermResponse> put(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return replace(asked, request);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "updateTerm", summary = "Change some members of a term (RFC 7396)")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = UnfitParent.WHEN)
    @APIResponse(responseCode = "409", description = StillParent.OR_TAKEN)
    public RestResponse<TermResponse> update(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return patch(asked, request);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(operationId = "deleteTerm", summary = "Delete a term that is no parent and has no courses")
    public void delete(@BeanParam ToChange asked) {
        remove(asked);
    }
}
