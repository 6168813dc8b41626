package org.studentmanagement.imports;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That an import may be carried out. */
@Schema(description = "That an import may be carried out")
record Confirmation(
        @Schema(
                description =
                        "How many enrollments it may withdraw: that of the preview, where its missing has to_confirm; else 0 will do",
                examples = "1234")
        @NotNull
        @Min(0)
        Long withdrawals) {}
