package org.studentmanagement.issuer;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What an administrator lets other school software do. */
@Schema(description = "Other school software to be let in")
record ClientRequest(
        @Schema(
                description =
                        "What it is, and who answers for it, with something to be seen and without control characters",
                examples = "Learning platform",
                maxLength = Client.DESCRIPTION_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = Client.DESCRIPTION_LENGTH)
        String description,

        @Schema(
                description = "What it may do: scopes of OneRoster, in full or by their last parts",
                examples = "[\"roster.readonly\"]",
                type = SchemaType.ARRAY)
        @NotNull
        @Size(min = 1, max = 100)
        List<@NotNull String> scopes) {}
