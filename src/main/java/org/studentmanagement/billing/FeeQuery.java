package org.studentmanagement.billing;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.PageQuery;

/** Which fees are asked for: all, unless told. */
public class FeeQuery extends PageQuery {
    @QueryParam("student_id")
    @Parameter(description = "Those of the student")
    Long studentId;

    @QueryParam("class_id")
    @Parameter(description = "Those of the present members of the class")
    Long classId;

    @QueryParam("month")
    @Parameter(description = "Those for the month that begins with the day", example = "2026-09-01")
    @FirstOfMonth
    LocalDate month;

    @QueryParam("updated_since")
    @Parameter(
            description =
                    "What was stored, changed or paid at that time or later: ask from a minute before the latest that"
                            + " you have, since what changes is seen some seconds later. What was deleted is not told")
    Instant updatedSince;

    @QueryParam("overdue")
    @DefaultValue("false")
    @Parameter(
            description = "Whether only those of which something is left to pay after the day on which they were due,"
                    + " by the calendar of UTC, the longest overdue first")
    boolean overdue;
}
