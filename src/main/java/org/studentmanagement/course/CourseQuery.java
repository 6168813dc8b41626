package org.studentmanagement.course;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which courses are asked for. */
public class CourseQuery extends RowQuery {
    @QueryParam("q")
    @Parameter(
            description = "Text that the name or the code contains, without regard to case."
                    + " An index finds one that has three letters or digits in a row")
    String q;

    @QueryParam("code")
    @Parameter(description = "The exact course code")
    String code;

    @QueryParam("term_id")
    @Parameter(description = "Those of the term")
    Long termId;

    @QueryParam("enrollment_closes_after")
    @Parameter(
            description =
                    "Those whose enrollment closes at that time or later, in the order in which they close, and in no other",
            example = "2026-09-01T00:00:00Z")
    Instant enrollmentClosesAfter;
}
