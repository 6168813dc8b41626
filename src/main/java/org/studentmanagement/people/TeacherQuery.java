package org.studentmanagement.people;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which teachers are asked for. */
public class TeacherQuery extends RowQuery {
    @QueryParam("q")
    @Parameter(description = "Text that the name, the number or the e-mail address contains, without regard to case")
    String q;

    @QueryParam("number")
    @Parameter(description = "The exact staff number")
    String number;

    @QueryParam("email")
    @Parameter(description = "The e-mail address, without regard to case")
    String email;
}
