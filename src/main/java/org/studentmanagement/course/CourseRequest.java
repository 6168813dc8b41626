package org.studentmanagement.course;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a course. */
@Schema(description = "A course to store")
record CourseRequest(
        @Schema(description = "Course code, unique", examples = "AAA-2013J", maxLength = CourseValues.CODE_LENGTH)
        @NotNull
        @CodePointLength(max = CourseValues.CODE_LENGTH)
        @Pattern(regexp = CourseValues.CODE, message = "must be of capitals, digits and single hyphens, like AAA-2013J")
        String code,

        @Schema(
                description = "Title, with something to be seen and without control characters",
                examples = "Module AAA, presentation 2013J",
                maxLength = CourseValues.NAME_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = CourseValues.NAME_LENGTH)
        String name,

        @Schema(
                description = "What it is about, without control characters but ends of lines and tabs",
                examples = "Begins in October 2013",
                nullable = true,
                maxLength = CourseValues.DESCRIPTION_LENGTH)
        @PlainText(lines = true)
        @CodePointLength(max = CourseValues.DESCRIPTION_LENGTH)
        String description,

        @Schema(description = "Id of the term in which it is held", examples = "1", nullable = true)
        Long termId,

        @Schema(description = "Seats; null for no limit", examples = "30", nullable = true, minimum = "0")
        @Min(value = 0, message = "must not be less than 0")
        Integer capacity,

        @Schema(
                description = "From when students may enroll; null for always",
                examples = "2026-09-01T08:00:00Z",
                nullable = true)
        Instant enrollmentOpensAt,

        @Schema(
                description = "Until when students may enroll; null for ever",
                examples = "2026-10-01T16:00:00Z",
                nullable = true)
        Instant enrollmentClosesAt) {}
