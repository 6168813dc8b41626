package org.studentmanagement.departure;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.PageQuery;

/** Which departures are asked for. */
public class DepartureQuery extends PageQuery {
    @QueryParam("state")
    @Parameter(
            description = "Those in the state, as requested, which wait to be decided",
            schema = @Schema(enumeration = {"requested", "granted", "refused", "withdrawn", "taken_back"}))
    @Pattern(
            regexp = "requested|granted|refused|withdrawn|taken_back",
            message = "must be requested, granted, refused, withdrawn or taken_back")
    String state;
}
