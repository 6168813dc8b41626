package org.studentmanagement.departure;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a student who comes back has again, and what not. */
@Schema(description = "What a student who comes back has again, and what not")
record DepartureReturn(
        @Schema(
                description = "Id of the class in which the student is again; null where in none",
                examples = "1",
                nullable = true)
        Long classId,

        @Schema(
                description = "Codes of the courses in which the student is enrolled again",
                examples = "[\"AAA-2013J\"]")
        List<String> enrolled,

        @Schema(description = "Codes of those that are full by now", examples = "[\"BBB-2013J\"]")
        List<String> full) {}
