package org.studentmanagement.imports;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.StreamedBody;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.idempotency.KeyedUpload;

/** Files of students, teachers, terms, courses and enrollments: uploaded, previewed, then confirmed or discarded. */
@Path(StreamedBody.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
class ImportResource {
    static final String UPLOADED = "They are stored, and wait to be previewed: Location says where to look";

    static final String FOUND = "The import, however far it has come";

    static final String CONFIRMED = "It waits to be imported";

    private static final int ACCEPTED = 202;

    /** What is kept of imports. */
    @Schema(name = "Imports", description = "The imports that are kept, the newest first")
    record Kept(
            List<ImportResponse> items,

            @Schema(description = "Which files the caller may upload", examples = "students")
            List<String> mayUpload) {}

    @Inject
    Uploads uploads;

    @Inject
    KeyedUpload keyed;

    @Inject
    ImportRows rows;

    @Inject
    ImportRights rights;

    @Inject
    ImportWorker worker;

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR, Role.BURSAR, Role.ADMIN})
    @Operation(
            operationId = "uploadImport",
            summary = "Upload CSV files, to see what they would change",
            description =
                    "The files that the import command takes, plain or gzip, each in a part that is named after what it has, or in"
                            + " parts named files, whose file names begin with that, as of one input for several files. They are previewed by"
                            + " and by, and nothing is stored until the import is confirmed. Each file needs a role that may"
                            + " write its rows one by one, or admin: 403 says which file and which role. To send them again makes another import, but"
                            + " with the same Idempotency-Key and the same files, in whatever form.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = ImportForm.class)))
    @APIResponse(
            responseCode = "202",
            description = UPLOADED,
            headers = @Header(name = HttpHeaders.LOCATION, ref = HttpHeaders.LOCATION),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportResponse.class)))
    @APIResponse(responseCode = "409", description = ImportRefused.FULL)
    public RestResponse<ImportResponse> upload(
            @Parameter(description = "Store the other lines where some are refused")
                    @QueryParam("skip_invalid")
                    @DefaultValue("false")
                    boolean skipInvalid,
            @Parameter(
                            description =
                                    "Withdraw the enrollments that the file of them has not, but for those that are completed")
                    @QueryParam("withdraw_missing")
                    @DefaultValue("false")
                    boolean withdrawMissing,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("0") long length,
            InputStream form)
            throws Exception {
        if (skipInvalid && withdrawMissing) {
            throw ProblemException.invalidParameter(
                    "skip_invalid",
                    "must be left out with withdraw_missing: whoever is on a line that is skipped would be withdrawn");
        }
        RestResponse<ImportResponse> answer = uploads.take(
                form,
                contentType,
                length,
                skipInvalid,
                withdrawMissing,
                (hash, complete) -> keyed.once(hash, () -> accepted(complete.call())));
        worker.wake();
        return answer;
    }

    @GET
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR, Role.BURSAR, Role.ADMIN})
    @Operation(
            operationId = "listImports",
            summary = "The imports that are kept, the newest first",
            description = "An administrator's are those of all, anybody else's those that the caller has uploaded.")
    public Uni<RestResponse<Kept>> list(@BeanParam KnownTags known) {
        List<String> mayUpload = rights.sheets();
        return rows.all().map(found -> Tagged.answer(new Kept(found, mayUpload), List.of(found, mayUpload), known));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR, Role.BURSAR, Role.ADMIN})
    @Operation(
            operationId = "getImport",
            summary = "An import: how far it has come, what it would change, and what it refuses",
            description = "To be asked for every second or so, until it is previewed, imported or failed.")
    @APIResponse(responseCode = "200", description = FOUND)
    public Uni<RestResponse<ImportResponse>> get(@PathParam("id") UUID id, @BeanParam KnownTags known) {
        return rows.find(id).invoke(worker::wake).map(found -> Tagged.answer(found, List.of(found), known));
    }

    @PUT
    @Path("/{id}/confirmation")
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR, Role.BURSAR, Role.ADMIN})
    @Operation(
            operationId = "confirmImport",
            summary = "Carry out an import that is previewed",
            description =
                    "It compares anew with what is stored by then: the report of the import says what was done. Where it would withdraw"
                            + " more than was confirmed by then, or refuse lines, it stores nothing and is previewed again. Repeating it changes nothing."
                            + " It needs the roles that its files need to be uploaded, and is stored in the name of who has confirmed it.")
    @APIResponse(
            responseCode = "202",
            description = CONFIRMED,
            headers = @Header(name = HttpHeaders.LOCATION, ref = HttpHeaders.LOCATION),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportResponse.class)))
    @APIResponse(responseCode = "409", description = ImportRefused.CONFLICT)
    public Uni<RestResponse<ImportResponse>> confirm(
            @PathParam("id") UUID id, @NotNull @Valid Confirmation confirmation) {
        return rows.confirm(id, confirmation.withdrawals()).invoke(worker::wake).map(ImportResource::accepted);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Role.REGISTRAR, Role.EDITOR, Role.BURSAR, Role.ADMIN})
    @Operation(
            operationId = "discardImport",
            summary = "Forget an import and its files",
            description = "Nothing of it is stored, even if it was being imported.")
    @APIResponse(responseCode = "204", description = "It is forgotten")
    @APIResponse(responseCode = "409", description = ImportRefused.DONE)
    public Uni<Void> discard(@PathParam("id") UUID id) {
        return rows.discard(id);
    }

    private static RestResponse<ImportResponse> accepted(ImportResponse found) {
        return ResponseBuilder.<ImportResponse>create(ACCEPTED)
                .entity(found)
                .location(URI.create(StreamedBody.PATH + "/" + found.id()))
                .build();
    }
}
