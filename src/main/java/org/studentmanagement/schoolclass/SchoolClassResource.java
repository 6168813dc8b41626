package org.studentmanagement.schoolclass;

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

/** Classes: list, store, read, change, delete. */
@Path("/api/classes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
class SchoolClassResource extends RowResource<SchoolClass, SchoolClassRequest, SchoolClassResponse> {
    SchoolClassResource() {
        super(
                "class",
                "/api/classes",
                SchoolClass.class,
                SchoolClass::set,
                SchoolClassRequest.class,
                SchoolClassResponse.class);
    }

    @GET
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "listClasses", summary = "The classes, in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = {"code", "name"}))
    public Uni<RestResponse<Page<SchoolClassResponse>>> list(@Valid @BeanParam SchoolClassQuery query) {
        return SchoolClass.list(query).map(Page::toResponse);
    }

    @POST
    @RolesAllowed(Role.REGISTRAR)
    @Operation(operationId = "createClass", summary = "Store a new class")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = TermOfClass.WHEN)
    public RestResponse<SchoolClassResponse> create(@NotNull @Valid SchoolClassRequest request) {
        return store(new SchoolClass(), request);
    }

    @GET
    @Path("/{id}")
    @NobodysRecord
    @RolesAllowed({Role.READER, Role.STUDENT, Role.TEACHER})
    @Operation(operationId = "getClass", summary = "One class")
    public Uni<RestResponse<SchoolClassResponse>> get(@BeanParam ToRead asked) {
        return show(asked);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.REGISTRAR)
    @Operation(operationId = "replaceClass", summary = "Change a class, naming every member that can be set")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = TermOfClass.WHEN)
    public RestResponse<SchoolClassResponse> put(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return replace(asked, request);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed(Role.REGISTRAR)
    @Operation(operationId = "updateClass", summary = "Change some members of a class (RFC 7396)")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = TermOfClass.WHEN)
    public RestResponse<SchoolClassResponse> update(@BeanParam ToChange asked, @NotNull ObjectNode request) {
        return patch(asked, request);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.REGISTRAR)
    @Operation(operationId = "deleteClass", summary = "Delete a class that no student has been in")
    public void delete(@BeanParam ToChange asked) {
        remove(asked);
    }
}
