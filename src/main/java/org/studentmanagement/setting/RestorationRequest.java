package org.studentmanagement.setting;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which of its earlier values a setting is to have again. */
@Schema(
        name = "SettingRestorationRequest",
        description = "A change of the setting, whose new value it is to have again")
record RestorationRequest(
        @Schema(description = "Id of the change, as its history tells", examples = "17") @NotNull
        Long change) {}
