package org.studentmanagement.profile;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** That a student is here, and what was seen. */
@Schema(description = "What a student has seen on a visit", requiredProperties = "popup_seen")
record VisitRequest(
        @Schema(
                description = "Up to when notices were seen; an earlier time than is stored changes nothing",
                examples = "2026-11-20T09:00:00Z",
                nullable = true)
        Instant noticesSeenUntil,

        @Schema(
                description =
                        "The pending_popup that was shown, word by word, since one that has taken its place stays; null where none was",
                examples = "Please bring the signed form to the office.",
                nullable = true,
                maxLength = ProfileValues.POPUP_LENGTH)
        @CodePointLength(max = ProfileValues.POPUP_LENGTH)
        String popupSeen) {}
