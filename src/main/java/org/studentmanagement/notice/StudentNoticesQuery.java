package org.studentmanagement.notice;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.PageQuery;

/** Which of a student's notices are asked for. */
public class StudentNoticesQuery extends PageQuery {
    @QueryParam("unread")
    @Parameter(
            description = "true for those that the student has not seen, false for those that were; both unless sent")
    Boolean unread;
}
