package org.studentmanagement.material;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a material. */
@Schema(description = "A material to store: a link, or what a file is then uploaded to; for a course, a class or all")
record MaterialRequest(
        @Schema(
                description = "Title, with something to be seen and without control characters",
                examples = "Exercises, first week",
                maxLength = MaterialValues.TITLE_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = MaterialValues.TITLE_LENGTH)
        String title,

        @Schema(
                description = "What it is about, without control characters but ends of lines and tabs",
                nullable = true,
                maxLength = MaterialValues.DESCRIPTION_LENGTH)
        @PlainText(lines = true)
        @CodePointLength(max = MaterialValues.DESCRIPTION_LENGTH)
        String description,

        @Schema(
                description = "Where it is, if it is a link; null where a file is uploaded",
                examples = "https://library.example/algebra",
                nullable = true,
                maxLength = MaterialValues.URL_LENGTH,
                pattern = MaterialValues.URL)
        @CodePointLength(max = MaterialValues.URL_LENGTH)
        @Pattern(regexp = MaterialValues.URL, message = "must begin with https:// or http:// and have no spaces")
        String url,

        @Schema(description = "Id of the course that it is for, or null", nullable = true)
        Long courseId,

        @Schema(description = "Id of the class that it is for, or null; without either it is for all", nullable = true)
        Long classId) {}
