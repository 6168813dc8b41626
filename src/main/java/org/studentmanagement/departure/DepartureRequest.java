package org.studentmanagement.departure;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** That a student wants to leave school. */
@Schema(description = "That a student wants to leave school")
record DepartureRequest(
        @Schema(description = "The first day without school, which may be to come", examples = "2026-11-20") @NotNull
        LocalDate leavesOn,

        @Schema(
                description = "Why",
                examples = "The family moves to Leeds.",
                maxLength = Departure.TEXT_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText(lines = true)
        @CodePointLength(max = Departure.TEXT_LENGTH)
        String reason) {}
