package org.studentmanagement.setting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller sets of a setting. Which value it may have, the setting says. */
@Schema(
        description = "A value for a setting. What GET gave beside it may be sent too, as it is",
        requiredProperties = "value")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingRequest(
        @Schema(
                description = "What it is to be, of the setting's type",
                implementation = Object.class,
                examples = "EUR")
        @NotNull
        JsonNode value,

        @Schema(description = "As it is, or left out") String name,
        @Schema(description = "As it is, or left out") String type,
        @Schema(description = "As it is, or left out") String description,

        @Schema(description = "As it is, or left out", implementation = Object.class)
        JsonNode defaultValue,

        @Schema(description = "As it is, or left out", nullable = true)
        Instant updatedAt,

        @Schema(description = "As it is, or left out") Long version) {}
