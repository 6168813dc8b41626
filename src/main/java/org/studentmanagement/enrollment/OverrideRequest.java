package org.studentmanagement.enrollment;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** Why the rules of a course are set aside. */
@Schema(description = "Why the rules of a course are set aside")
record OverrideRequest(
        @Schema(
                description = "For the history, with something to be seen and without control characters",
                examples = "Moved here from another school",
                maxLength = REASON_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = REASON_LENGTH)
        String reason) {

    static final int REASON_LENGTH = 500;
}
