package org.studentmanagement.departure;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.KnownTags;
import org.studentmanagement.api.Tagged;
import org.studentmanagement.schoolclass.UnfitDay;

/** That a student wants to leave school: ask, withdraw, decide, take back. */
@Path("/api/students/{id}/departures")
@OwnRecord
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Departures")
class DepartureResource {
    @Schema(name = "DeparturesOfStudent", description = "The requests of a student, complete, the latest first")
    record OfStudent(List<DepartureResponse> items) {}

    @GET
    @RolesAllowed({Role.READER, Role.REGISTRAR, Role.STUDENT})
    @Operation(
            operationId = "listDeparturesOfStudent",
            summary = "The requests of a student to leave school, complete, the latest first")
    public Uni<RestResponse<OfStudent>> list(@PathParam("id") long id, @BeanParam KnownTags known) {
        return Departures.of(id).map(found -> Tagged.answer(new OfStudent(found), found, known));
    }

    @POST
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(
            operationId = "askToLeave",
            summary = "Ask that a student may leave school",
            description =
                    "Nothing ends until a registrar has granted it. A student has one request that waits, or was granted.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = DepartureRefused.OPEN)
    public Uni<DepartureResponse> ask(@PathParam("id") long id, @NotNull @Valid DepartureRequest request) {
        return Departures.ask(id, request);
    }

    @POST
    @Path("/{departure_id}/withdrawal")
    @RolesAllowed({Role.REGISTRAR, Role.STUDENT})
    @Operation(operationId = "withdrawDeparture", summary = "Withdraw a request that nobody has decided yet")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = DepartureRefused.DECIDED)
    public Uni<DepartureResponse> withdraw(@PathParam("id") long id, @PathParam("departure_id") long departure) {
        return Departures.withdraw(id, departure);
    }

    @POST
    @Path("/{departure_id}/decision")
    @RolesAllowed(Role.REGISTRAR)
    @Operation(
            operationId = "decideDeparture",
            summary = "Grant or refuse a request to leave school",
            description =
                    "Once granted, the student leaves the class on that day; enrollments that are not completed end now, and freed"
                            + " seats go to who waits; so do places on waiting lists. Of fees for months that begin on that day or"
                            + " later nothing more is asked for, and none are charged: what is left to pay of them becomes a"
                            + " discount. What was paid stays paid, and what was recorded stays. Until it is taken back, the"
                            + " student is not enrolled again.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = DepartureRefused.DECIDED)
    @APIResponse(responseCode = "422", description = UnfitDay.WHEN)
    public Uni<DepartureResponse> decide(
            @PathParam("id") long id,
            @PathParam("departure_id") long departure,
            @NotNull @Valid DecisionRequest request) {
        return Departures.decide(id, departure, request);
    }

    @POST
    @Path("/{departure_id}/return")
    @RolesAllowed(Role.REGISTRAR)
    @Operation(
            operationId = "takeDepartureBack",
            summary = "Take a granted request back: the student has not left, or has come back",
            description =
                    "The student is in the class again from today on, with the roll number unless another has it by now,"
                            + " unless in a class already; and enrolled again in the courses that have a seat left, whatever their windows and"
                            + " prerequisites. Fees are asked for as before; those of months without school take a discount to"
                            + " leave out. Places on waiting lists do not come back.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "409", description = DepartureRefused.DECIDED)
    public Uni<DepartureReturn> takeBack(@PathParam("id") long id, @PathParam("departure_id") long departure) {
        return Departures.takeBack(id, departure);
    }
}
