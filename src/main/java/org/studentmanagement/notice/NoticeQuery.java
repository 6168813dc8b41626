package org.studentmanagement.notice;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which notices are asked for. */
public class NoticeQuery extends RowQuery {
    @QueryParam("audience")
    @Parameter(
            description = "Those for it",
            schema =
                    @Schema(
                            enumeration = {
                                NoticeValues.ALL,
                                NoticeValues.CLASS,
                                NoticeValues.COURSE,
                                NoticeValues.STUDENT
                            }))
    @Pattern(regexp = NoticeValues.AUDIENCE, message = NoticeValues.AN_AUDIENCE)
    String audience;

    @QueryParam("class_id")
    @Parameter(description = "Those for the class")
    Long classId;

    @QueryParam("course_id")
    @Parameter(description = "Those for the course")
    Long courseId;

    @QueryParam("student_id")
    @Parameter(description = "Those for the student alone")
    Long studentId;
}
