package org.studentmanagement.material;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.RowResource;

/** Study material: list, store, read, change, delete. A teacher changes what is for the own courses and classes. */
@Path("/api/materials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Materials")
class MaterialResource extends RowResource<Material, MaterialRequest, MaterialResponse> {
    @Inject
    SecurityIdentity identity;

    @Inject
    MaterialFiles files;

    MaterialResource() {
        super(
                "material",
                "/api/materials",
                Material.class,
                Material::set,
                MaterialRequest.class,
                MaterialResponse.class);
    }

    @GET
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(operationId = "listMaterials", summary = "Study material, in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "title"))
    public Uni<RestResponse<Page<MaterialResponse>>> list(@Valid @BeanParam MaterialQuery query) {
        return Material.list(query).map(Page::toResponse);
    }

    @POST
    @RolesAllowed({Role.EDITOR, Role.TEACHER})
    @Operation(
            operationId = "createMaterial",
            summary = "Store a new material",
            description = "A link is complete with it; else upload the file to what Location says, with /file behind.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = MaterialRefusals.WHEN)
    public RestResponse<MaterialResponse> create(@NotNull @Valid MaterialRequest request) {
        MaterialRights.require(identity, request.courseId(), request.classId());
        return store(new Material(), request);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.READER, Role.TEACHER})
    @Operation(operationId = "getMaterial", summary = "One material")
    public Uni<RestResponse<MaterialResponse>> get(@BeanParam ToRead asked) {
        return show(asked);
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @RolesAllowed({Role.EDITOR, Role.TEACHER})
    @Operation(operationId = "replaceMaterial", summary = "Change a material, naming every member that can be set")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = MaterialRefusals.WHEN)
    public RestResponse<MaterialResponse> put(
            @PathParam("id") long id, @BeanParam ToChange asked, @NotNull ObjectNode request) throws SQLException {
        requireStored(id);
        return allowed(replace(asked, request));
    }

    @PATCH
    @Path("/{id}")
    @Transactional
    @Consumes(MERGE_PATCH)
    @RolesAllowed({Role.EDITOR, Role.TEACHER})
    @Operation(operationId = "updateMaterial", summary = "Change some members of a material (RFC 7396)")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = MaterialRefusals.WHEN)
    public RestResponse<MaterialResponse> update(
            @PathParam("id") long id, @BeanParam ToChange asked, @NotNull ObjectNode request) throws SQLException {
        requireStored(id);
        return allowed(patch(asked, request));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Role.EDITOR, Role.TEACHER})
    @Operation(
            operationId = "deleteMaterial",
            summary = "Delete a material",
            description = "The operator can bring its file back for 30 days, unless told otherwise.")
    public void delete(@PathParam("id") long id, @BeanParam ToChange asked) throws SQLException {
        requireStored(id);
        remove(asked);
    }

    private void requireStored(long id) throws SQLException {
        MaterialFiles.Target stored = files.target(id);
        MaterialRights.require(identity, stored.courseId(), stored.classId());
    }

    /** Undoes it where the caller may not change what it has become. */
    private RestResponse<MaterialResponse> allowed(RestResponse<MaterialResponse> changed) {
        MaterialResponse now = changed.getEntity();
        MaterialRights.require(identity, now.courseId(), now.classId());
        return changed;
    }
}
