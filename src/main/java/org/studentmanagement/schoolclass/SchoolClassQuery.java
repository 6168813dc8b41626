package org.studentmanagement.schoolclass;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which classes are asked for. */
public class SchoolClassQuery extends RowQuery {
    @QueryParam("q")
    @Parameter(description = "Text that the name or the code contains, without regard to case")
    String q;

    @QueryParam("code")
    @Parameter(description = "The exact code")
    String code;

    @QueryParam("term_id")
    @Parameter(description = "Those of the term")
    Long termId;

    @QueryParam("teacher_id")
    @Parameter(description = "Those that the teacher teaches")
    Long teacherId;
}
