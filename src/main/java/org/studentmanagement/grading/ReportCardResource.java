package org.studentmanagement.grading;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.api.pdf.PdfAnswer;

/** What a student has reached. */
@Path("/api/students/{id}/report-card")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marks")
class ReportCardResource {
    /** Only for who asks for it: who accepts anything is sent JSON. */
    private static final String PRINTED = PdfAnswer.TYPE + ";qs=0.1";

    @GET
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(
            operationId = "getReportCard",
            summary = "What a student has reached in published tests, course by course",
            description =
                    "Who accepts application/pdf is sent it to be printed. There, letters that are neither Latin, Greek, Cyrillic"
                            + " nor Hebrew are shown as question marks.")
    @APIResponse(
            responseCode = "200",
            description = "The report card",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ReportCard.class)),
                @Content(mediaType = PdfAnswer.TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Uni<RestResponse<ReportCard>> card(
            @PathParam("id") long id,
            @QueryParam("term_id") @Parameter(description = "Of this term, and of those that are parts of it, only")
                    Long term,
            @BeanParam KnownTags known) {
        return ReportCard.of(id, term).map(card -> Tagged.answer(card, List.of(card), known));
    }

    @GET
    @Produces(PRINTED)
    @RolesAllowed({Role.READER, Role.STUDENT})
    @Operation(hidden = true)
    public Uni<RestResponse<byte[]>> printed(
            @PathParam("id") long id, @QueryParam("term_id") Long term, @BeanParam KnownTags known) {
        return ReportCard.of(id, term)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(card -> PdfAnswer.of(PrintedReportCard.of(card), "report-card-" + id, known));
    }
}
