package org.studentmanagement.billing;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.PageQuery;

/** Which payments are asked for: all, unless told. */
public class PaymentQuery extends PageQuery {
    @QueryParam("student_id")
    @Parameter(description = "Those for the student")
    Long studentId;

    @QueryParam("day")
    @Parameter(description = "Those that were paid, or given back, on the day", example = "2026-09-10")
    LocalDate day;

    @QueryParam("receipt_number")
    @Parameter(description = "The one with the receipt")
    Long receiptNumber;

    @QueryParam("reference")
    @Parameter(description = "Those that others know by it")
    String reference;
}
