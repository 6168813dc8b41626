package org.studentmanagement.student;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which students are asked for. */
public class StudentQuery extends RowQuery {
    @QueryParam("q")
    @Parameter(
            description = "Text that the name, the number or the e-mail address contains, without regard to case."
                    + " An index finds one that has three letters or digits in a row")
    String q;

    @QueryParam("number")
    @Parameter(description = "The exact registration number")
    String number;

    @QueryParam("email")
    @Parameter(description = "The e-mail address, without regard to case")
    String email;
}
