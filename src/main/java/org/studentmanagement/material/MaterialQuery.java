package org.studentmanagement.material;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which materials are asked for. */
public class MaterialQuery extends RowQuery {
    @QueryParam("q")
    @Parameter(description = "Text that the title contains, without regard to case")
    String q;

    @QueryParam("course_id")
    @Parameter(description = "Those for this course")
    Long courseId;

    @QueryParam("class_id")
    @Parameter(description = "Those for this class")
    Long classId;

    @QueryParam("kind")
    @Parameter(description = "Links, PDFs or other files only", schema = @Schema(enumeration = {"link", "pdf", "file"}))
    @Pattern(regexp = "link|pdf|file", message = "must be link, pdf or file")
    String kind;
}
