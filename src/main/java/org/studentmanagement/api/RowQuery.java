package org.studentmanagement.api;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which rows are asked for, a page at a time: those that all given filters leave. One that is null leaves all. */
public class RowQuery extends PageQuery {
    @QueryParam("updated_since")
    @Parameter(
            description = "What was stored or changed at that time or later. The time is that at which the"
                    + " change began, up to some seconds before it can be seen: who keeps up with changes asks from a minute before the"
                    + " latest that he has. What was deleted is not told")
    Instant updatedSince;

    /** Described here, and read by {@link Ids}. */
    @QueryParam("id")
    @Parameter(
            description =
                    "The rows with these ids, at most 500 with commas between; an id that no row has is not on the page",
            style = ParameterStyle.FORM,
            explode = Explode.FALSE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = Long.class))
    String id;
}
