package org.studentmanagement.people;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which users are asked for. */
public class UserQuery extends RowQuery {
    @QueryParam("q")
    @Parameter(description = "Text that the name or the e-mail address contains, without regard to case")
    String q;

    @QueryParam("email")
    @Parameter(description = "The e-mail address, without regard to case")
    String email;

    @QueryParam("role")
    @Parameter(description = "Those who have been given the role")
    String role;

    @QueryParam("student_id")
    @Parameter(description = "The one who is the student")
    Long studentId;

    @QueryParam("teacher_id")
    @Parameter(description = "The one who is the teacher")
    Long teacherId;
}
