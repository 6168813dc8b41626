package org.studentmanagement.course;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.Ids;
import org.studentmanagement.api.PageQuery;

/** Which courses are asked for: those that all given filters leave. One that is null leaves all. */
public class CourseFilter {
    @QueryParam("q")
    @Parameter(description = "Text that the name or the code contains, without regard to case")
    String q;

    @QueryParam("code")
    @Parameter(description = "The exact course code")
    String code;

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
