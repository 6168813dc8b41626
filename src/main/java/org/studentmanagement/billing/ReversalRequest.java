package org.studentmanagement.billing;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** Why money is given back. */
@Schema(name = "Reversal", description = "Why a payment is taken back")
record ReversalRequest(
        @Schema(
                description = "For the books",
                examples = "The cheque was not honoured",
                maxLength = BillingValues.REASON_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = BillingValues.REASON_LENGTH)
        String reason) {}
