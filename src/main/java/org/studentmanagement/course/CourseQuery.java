package org.studentmanagement.course;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which courses are asked for. */
public class CourseQuery extends RowQuery {
    @QueryParam("q")
    @Parameter(
            description = "Text that the name or the code contains, without regard to case."
                    + " A text without three letters or digits in a row is looked for among 5000 rows a page: such a page may have"
                    + " fewer items than `limit`, or none, while `next` leads on")
    String q;

    @QueryParam("code")
    @Parameter(description = "The exact course code")
    String code;
}
