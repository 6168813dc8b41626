package org.studentmanagement.grading;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which tests are asked for. */
public class TestQuery extends RowQuery {
    @QueryParam("code")
    @Parameter(description = "The exact code")
    String code;

    @QueryParam("course_id")
    @Parameter(description = "Those of the course")
    Long courseId;

    @QueryParam("class_id")
    @Parameter(description = "Those of the class")
    Long classId;

    @QueryParam("category")
    @Parameter(description = "The exact category")
    String category;

    @QueryParam("published")
    @Parameter(description = "Published ones, or drafts, only")
    Boolean published;
}
