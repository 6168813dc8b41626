package org.studentmanagement.notice;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a notice. */
@Schema(description = "A notice to store")
record NoticeRequest(
        @Schema(
                description =
                        "Whom it concerns: all, or the class, course or student whose id is sent, and no other; it stays",
                examples = NoticeValues.ALL,
                enumeration = {NoticeValues.ALL, NoticeValues.CLASS, NoticeValues.COURSE, NoticeValues.STUDENT})
        @NotNull
        @CodePointLength(max = NoticeValues.AUDIENCE_LENGTH)
        @Pattern(regexp = NoticeValues.AUDIENCE, message = NoticeValues.AN_AUDIENCE)
        String audience,

        @Schema(description = "Whose present members it concerns", nullable = true)
        Long classId,

        @Schema(description = "Whom it concerns by their enrollment", nullable = true)
        Long courseId,

        @Schema(description = "The one whom it concerns", nullable = true)
        Long studentId,

        @Schema(
                description = "What it is about",
                examples = "No school on Friday",
                maxLength = NoticeValues.TITLE_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = NoticeValues.TITLE_LENGTH)
        String title,

        @Schema(
                description = "The text, which may be of several lines",
                examples = "The heating is repaired. Lessons go on on Monday.",
                maxLength = NoticeValues.BODY_LENGTH)
        @NotNull
        @PlainText(lines = true)
        @CodePointLength(max = NoticeValues.BODY_LENGTH)
        String body,

        @Schema(description = "When it begins to be shown", examples = "2026-11-20T09:00:00Z") @NotNull
        Instant shownFrom,

        @Schema(
                description = "When it is shown no longer, after it begins; null where for ever",
                examples = "2026-11-27T09:00:00Z",
                nullable = true)
        Instant shownUntil,

        @Schema(
                description = "Whether it is to be put before whatever the student wants to see",
                defaultValue = "false")
        boolean popup) {}
