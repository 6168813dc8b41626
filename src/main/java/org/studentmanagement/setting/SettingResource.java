package org.studentmanagement.setting;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import org.studentmanagement.api.KnownVersion;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.Tagged;

/** What administrators set for the whole service: list, read, change, take back. */
@Path("/api/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
class SettingResource {
    @Inject
    Settings settings;

    @GET
    @RolesAllowed(Role.READER)
    @Operation(operationId = "listSettings", summary = "All settings with their values and defaults, by name")
    public Uni<RestResponse<SettingResponse.All>> list(@BeanParam KnownTags known) {
        return settings.shown().map(all -> Tagged.answer(new SettingResponse.All(all), all, known));
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Role.READER)
    @Operation(operationId = "getSetting", summary = "One setting")
    public Uni<RestResponse<SettingResponse>> get(@PathParam("name") String name, @BeanParam KnownTags known) {
        return settings.shown(settings.named(name)).map(shown -> Tagged.answer(shown, shown.version(), known));
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "replaceSetting",
            summary = "Give a setting a value, for all who read it from now on",
            description = "A value that it has already changes nothing.")
    @APIResponse(responseCode = "200")
    public Uni<RestResponse<SettingResponse>> put(
            @PathParam("name") String name, @BeanParam KnownVersion known, @NotNull @Valid SettingRequest request) {
        return settings.set(settings.named(name), known, request).map(SettingResource::changed);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Role.ADMIN)
    @Operation(operationId = "resetSetting", summary = "Set a setting back to its default")
    public Uni<RestResponse<SettingResponse>> delete(@PathParam("name") String name, @BeanParam KnownVersion known) {
        return settings.reset(settings.named(name), known).map(SettingResource::changed);
    }

    @GET
    @Path("/{name}/changes")
    @RolesAllowed(Role.READER)
    @Operation(
            operationId = "listSettingChanges",
            summary = "The history of a setting, in pages, the first change first")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "id"))
    public Uni<RestResponse<Page<SettingChange>>> changes(
            @PathParam("name") String name, @Valid @BeanParam PageQuery page) {
        return SettingChange.of(settings.named(name), page).map(Page::toResponse);
    }

    @PUT
    @Path("/{name}/restoration")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "restoreSetting",
            summary = "Give a setting the value again that one of its changes gave it")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "422", description = NoSuchChange.WHEN)
    public Uni<RestResponse<SettingResponse>> restore(
            @PathParam("name") String name, @BeanParam KnownVersion known, @NotNull @Valid RestorationRequest request) {
        return settings.restore(settings.named(name), known, request.change()).map(SettingResource::changed);
    }

    private static RestResponse<SettingResponse> changed(SettingResponse now) {
        return Tagged.changed(now, now.version());
    }
}
