package org.studentmanagement.billing;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
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
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.RetryHeaders;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.api.pdf.PdfAnswer;

/** Payments: list, take down, read, take back. None is ever changed. */
@Path(PaymentResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payments")
class PaymentResource {
    static final String PATH = "/api/payments";

    @GET
    @RolesAllowed({Role.READER, Role.BURSAR})
    @Operation(operationId = "listPayments", summary = "The payments and their reversals, in pages")
    @Parameter(name = "sort", in = ParameterIn.QUERY, schema = @Schema(enumeration = "id"))
    public Uni<RestResponse<Page<PaymentResponse>>> list(@Valid @BeanParam PaymentQuery query) {
        return Payments.list(query).map(Page::toResponse);
    }

    @POST
    @RolesAllowed(Role.BURSAR)
    @Operation(
            operationId = "takePayment",
            summary = "Take a payment down",
            description = "It must have an Idempotency-Key, so that no money is taken down twice. It pays the fees that"
                    + " allocations lists or, without, what is open, the oldest month first. What is left over is the"
                    + " student's, and pays fees to come.")
    @APIResponse(
            responseCode = "201",
            description = "Taken down",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PaymentResponse.Whole.class)))
    @APIResponse(responseCode = "409", description = ReferenceTaken.WHEN)
    @APIResponse(responseCode = "422", description = UnknownFees.WHEN)
    public Uni<RestResponse<PaymentResponse.Whole>> take(
            @HeaderParam(RetryHeaders.IDEMPOTENCY_KEY) @Parameter(required = true) String key,
            @NotNull @Valid PaymentRequest request) {
        if (key == null) {
            throw ProblemException.invalidParameter(
                    RetryHeaders.IDEMPOTENCY_KEY, "must be sent: a new UUID with each new payment");
        }
        return Payments.take(request).map(PaymentResource::created);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.READER, Role.BURSAR})
    @Operation(operationId = "getPayment", summary = "One payment, with the fees that it pays")
    public Uni<RestResponse<PaymentResponse.Whole>> get(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Payments.one(id).map(found -> Tagged.answer(found, List.of(found), known));
    }

    @GET
    @Path("/{id}/receipt.pdf")
    @Produces(PdfAnswer.TYPE)
    @RolesAllowed({Role.READER, Role.BURSAR})
    @Operation(operationId = "getReceipt", summary = "The receipt of a payment, or of a reversal, to be printed")
    @APIResponse(
            responseCode = "200",
            description = "The receipt",
            content =
                    @Content(mediaType = PdfAnswer.TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<RestResponse<byte[]>> receipt(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Receipt.of(id, null)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(receipt -> PdfAnswer.of(receipt.printed(), receipt.file(), known));
    }

    @POST
    @Path("/{id}/reversal")
    // else a text would be taken for the reason
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.BURSAR)
    @Operation(
            operationId = "reversePayment",
            summary = "Take a payment back as a whole",
            description =
                    "It stays, and another with the opposite effect and a receipt of its own is taken down. What it"
                            + " paid is open again.")
    @APIResponse(
            responseCode = "201",
            description = "Taken back",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PaymentResponse.Whole.class)))
    @APIResponse(responseCode = "409", description = Reversed.WHEN)
    public Uni<RestResponse<PaymentResponse.Whole>> reverse(
            @PathParam("id") long id, @NotNull @Valid ReversalRequest request) {
        return Payments.reverse(id, request.reason()).map(PaymentResource::created);
    }

    @GET
    @Path("/totals")
    @RolesAllowed({Role.READER, Role.BURSAR})
    @Operation(
            operationId = "getPaymentTotals",
            summary = "What was taken and given back on a day, a method",
            description = "Every method is there. The days are those on which it was paid, not those on which it was"
                    + " taken down.")
    public Uni<RestResponse<DayTotals>> totals(
            @QueryParam("day")
                    @Parameter(description = "Today, by the calendar of UTC, unless sent", example = "2026-09-10")
                    LocalDate day,
            @BeanParam KnownTags known) {
        return DayTotals.of(day).map(totals -> Tagged.answer(totals, List.of(totals), known));
    }

    private static RestResponse<PaymentResponse.Whole> created(PaymentResponse.Whole payment) {
        return ResponseBuilder.<PaymentResponse.Whole>create(RestResponse.Status.CREATED)
                .header(HttpHeaders.LOCATION, PATH + "/" + payment.payment().id())
                .tag(Tagged.tag(List.of(payment)))
                .entity(payment)
                .build();
    }
}
