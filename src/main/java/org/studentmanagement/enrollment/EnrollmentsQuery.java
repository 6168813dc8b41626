package org.studentmanagement.enrollment;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.PageQuery;

/** Whose enrollments, and in what, are asked for: all, unless told. */
public class EnrollmentsQuery extends PageQuery {
    static final String STUDENTS = "student_ids";
    static final String COURSES = "course_ids";

    @QueryParam(STUDENTS)
    @Parameter(
            description = "Of these students, at most 500 ids with commas between",
            style = ParameterStyle.FORM,
            explode = Explode.FALSE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = Long.class))
    String studentIds;

    @QueryParam(COURSES)
    @Parameter(
            description = "In these courses, at most 500 ids with commas between",
            style = ParameterStyle.FORM,
            explode = Explode.FALSE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = Long.class))
    String courseIds;
}
