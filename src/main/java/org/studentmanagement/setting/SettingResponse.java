package org.studentmanagement.setting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A setting as it is at present. */
@Schema(name = "Setting", description = "A setting, with its present value")
record SettingResponse(
        @Schema(description = "By which it is known", examples = "currency")
        String name,

        @Schema(
                description = "What the value is: text and currency are strings, grade_scale is a list of grades",
                examples = "currency")
        String type,

        @Schema(description = "What it is for, and what it may be")
        String description,

        @Schema(description = "As it is at present", implementation = Object.class, examples = "EUR")
        JsonNode value,

        @Schema(description = "As it is where nobody has set it", implementation = Object.class, examples = "EUR")
        JsonNode defaultValue,

        @Schema(
                description = "When it was last set, or set back; null where it never was",
                examples = "2026-11-20T09:00:00Z",
                nullable = true)
        Instant updatedAt,

        @Schema(
                description = "Id of its last change, 0 where there was none; in quotes, it is the ETag",
                examples = "0")
        long version) {

    /** All that there are. */
    @Schema(name = "Settings", description = "All settings, by name")
    record All(List<SettingResponse> items) {}
}
