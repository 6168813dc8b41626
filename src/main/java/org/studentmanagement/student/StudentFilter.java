package org.studentmanagement.student;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.Ids;
import org.studentmanagement.api.PageQuery;

/** Which students are asked for: those that all given filters leave. One that is null leaves all. */
public class StudentFilter {
    @QueryParam("q")
    @Parameter(description = "Text that the name, the number or the e-mail address contains, without regard to case")
    String q;

    @QueryParam("number")
    @Parameter(description = "The exact registration number")
    String number;

    @QueryParam("email")
    @Parameter(description = "The e-mail address, without regard to case")
    String email;

    @QueryParam("updated_since")
    @Parameter(description = PageQuery.UPDATED_SINCE)
    Instant updatedSince;

    /** Described here, and read by {@link Ids}. */
    @QueryParam("id")
    @Parameter(
            description = Ids.SEVERAL,
            style = ParameterStyle.FORM,
            explode = Explode.FALSE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = Long[].class))
    String id;
}
