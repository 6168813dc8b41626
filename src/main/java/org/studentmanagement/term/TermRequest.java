package org.studentmanagement.term;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a term. */
@Schema(description = "A school year, a term or a grading period to store")
record TermRequest(
        @Schema(description = "Code, unique", examples = "2013J", maxLength = TermValues.CODE_LENGTH)
        @NotNull
        @CodePointLength(max = TermValues.CODE_LENGTH)
        @Pattern(regexp = TermValues.CODE, message = TermValues.A_CODE)
        String code,

        @Schema(
                description = "Title, with something to be seen and without control characters",
                examples = "Presentation 2013J",
                maxLength = TermValues.NAME_LENGTH,
                pattern = "\\S")
        @NotNull(message = "must not be blank")
        @PlainText
        @CodePointLength(max = TermValues.NAME_LENGTH)
        String name,

        @Schema(
                description = "What it is; it stays while it is the parent of others",
                examples = TermValues.TERM,
                enumeration = {TermValues.SCHOOL_YEAR, TermValues.TERM, TermValues.GRADING_PERIOD})
        @NotNull
        @CodePointLength(max = TermValues.KIND_LENGTH)
        @Pattern(regexp = TermValues.KIND, message = TermValues.A_KIND)
        String kind,

        @Schema(description = "The first day", examples = "2013-10-01") @NotNull
        LocalDate beginsOn,

        @Schema(description = "The last day, the first one or later", examples = "2014-06-25") @NotNull
        LocalDate endsOn,

        @Schema(
                description = "Id of what it is a part of: of a term a school year, of a grading period a term,"
                        + " of a school year nothing",
                examples = "1",
                nullable = true)
        Long parentId) {}
