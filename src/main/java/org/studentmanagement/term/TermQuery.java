package org.studentmanagement.term;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.RowQuery;

/** Which terms are asked for. */
public class TermQuery extends RowQuery {
    @QueryParam("q")
    @Parameter(description = "Text that the name or the code contains, without regard to case")
    String q;

    @QueryParam("code")
    @Parameter(description = "The exact code")
    String code;

    @QueryParam("kind")
    @Parameter(
            description = "School years, terms or grading periods only",
            schema = @Schema(enumeration = {TermValues.SCHOOL_YEAR, TermValues.TERM, TermValues.GRADING_PERIOD}))
    @Pattern(regexp = TermValues.KIND, message = TermValues.A_KIND)
    String kind;

    @QueryParam("parent_id")
    @Parameter(description = "Those whose parent it is")
    Long parentId;
}
