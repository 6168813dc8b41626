package org.studentmanagement.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a collection is asked for. */
public class PageQuery {
    @QueryParam("limit")
    @DefaultValue("50")
    @Min(1)
    @Max(500)
    @Parameter(
            description =
                    "Items a page, 1 to 500. A page of filtered rows may have fewer, or none, while `next` leads on:"
                            + " for what no index finds, 5000 rows a page are looked at, and for what more than 20000 rows have, 25000")
    int limit;

    @QueryParam(Cursor.AFTER)
    @Parameter(description = "Where the page before ended: follow `next` rather than build this")
    String after;

    @QueryParam(Cursor.BEFORE)
    @Parameter(description = "Where the page after began: follow `prev` rather than build this")
    String before;

    @QueryParam("sort")
    String sort;

    @QueryParam("total")
    @DefaultValue("false")
    @Parameter(description = "Whether to count all items too, which takes longer than a page")
    boolean total;

    @Context
    UriInfo uri;
}
