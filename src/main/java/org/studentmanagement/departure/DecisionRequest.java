package org.studentmanagement.departure;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What becomes of a request to leave school. */
@Schema(description = "Whether a request to leave school is granted")
record DecisionRequest(
        @Schema(description = "Whether the student leaves", examples = "true") @NotNull
        Boolean granted,

        @Schema(
                description = "The first day without school, which has come; null for the one that was asked for",
                examples = "2026-11-20",
                nullable = true)
        LocalDate leavesOn,

        @Schema(
                description = "Why, or what is left to be done",
                examples = "Books are returned.",
                nullable = true,
                maxLength = Departure.TEXT_LENGTH)
        @PlainText(lines = true)
        @CodePointLength(max = Departure.TEXT_LENGTH)
        String note) {}
