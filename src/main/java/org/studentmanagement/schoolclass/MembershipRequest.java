package org.studentmanagement.schoolclass;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** In which class a student is to be. */
@Schema(description = "In which class a student is to be")
record MembershipRequest(
        @Schema(examples = "1") @NotNull Long classId,

        @Schema(description = "Place in the register; null for none", examples = "12", nullable = true, minimum = "1")
        @Min(value = 1, message = "must not be less than 1")
        Integer rollNumber,

        @Schema(
                description = "The first day in the class, which has come; null for today, in UTC."
                        + " Of who is in the class already it is not looked at",
                examples = "2026-09-01",
                nullable = true)
        LocalDate on) {}
