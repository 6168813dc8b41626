package org.studentmanagement.billing;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
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
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.api.pdf.PdfAnswer;

/** What one student owes and has paid. */
@Path("/api/students")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payments")
class AccountResource {
    @GET
    @Path("/{id}/balance")
    @RolesAllowed({Role.READER, Role.BURSAR, Role.STUDENT})
    @Operation(operationId = "getBalance", summary = "What a student owes, with the fees that are open")
    public Uni<RestResponse<Balance>> balance(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Balance.of(id).map(balance -> Tagged.answer(balance, List.of(balance), known));
    }

    @GET
    @Path("/{id}/statement")
    @RolesAllowed({Role.READER, Role.BURSAR, Role.STUDENT})
    @Operation(
            operationId = "getStatement",
            summary = "The fees, payments and reversals of a student, by day, with what was owed after each")
    public Uni<RestResponse<AccountStatement>> statement(@PathParam("id") long id, @BeanParam KnownTags known) {
        return AccountStatement.of(id).map(statement -> Tagged.answer(statement, List.of(statement), known));
    }

    @GET
    @Path("/{id}/payments")
    @RolesAllowed({Role.READER, Role.BURSAR, Role.STUDENT})
    @Operation(
            operationId = "listPaymentsOfStudent",
            summary = "The payments for a student and their reversals, in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "id"))
    public Uni<RestResponse<Page<PaymentResponse>>> payments(
            @PathParam("id") long id, @Valid @BeanParam PageQuery query) {
        return Payments.list(id, query).map(Page::toResponse);
    }

    @GET
    @Path("/{id}/payments/{payment_id}/receipt.pdf")
    @Produces(PdfAnswer.TYPE)
    @RolesAllowed({Role.READER, Role.BURSAR, Role.STUDENT})
    @Operation(
            operationId = "getReceiptOfStudent",
            summary = "The receipt of a payment for a student, or of its reversal, to be printed")
    @APIResponse(
            responseCode = "200",
            description = "The receipt",
            content =
                    @Content(mediaType = PdfAnswer.TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<RestResponse<byte[]>> receipt(
            @PathParam("id") long id, @PathParam("payment_id") long payment, @BeanParam KnownTags known) {
        return Receipt.of(payment, id)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(receipt -> PdfAnswer.of(receipt.printed(), receipt.file(), known));
    }

    @POST
    @Path("/{id}/allocations")
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
