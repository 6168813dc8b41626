package org.studentmanagement.setting;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;

/** A line of a setting's history, as the database has written it. */
@Schema(description = "A change of a setting")
record SettingChange(
        @Schema(description = "Of two, the later has the higher", examples = "17")
        long id,

        @Schema(
                description = "What it was before; null where that was the default",
                implementation = Object.class,
                nullable = true,
                examples = "EUR")
        @JsonRawValue
        String oldValue,

        @Schema(
                description = "What it became; null where that is the default",
                implementation = Object.class,
                nullable = true,
                examples = "GBP")
        @JsonRawValue
        String newValue,

        @Schema(description = "The subject of a token, or a user of the database", examples = "administrator")
        String actor,

        @Schema(description = "X-Request-ID of the request that did it", nullable = true)
        String requestId,

        @Schema(description = "When", examples = "2026-11-20T09:00:00Z")
        Instant changedAt) {

    private static final String COLUMNS = "c.id, c.old_value::text AS old_value, c.new_value::text AS new_value,"
            + " c.actor, c.request_id, c.changed_at";

    static Uni<Page<SettingChange>> of(Setting<?> setting, PageQuery query) {
        return new Listing<>(SettingChange.class, COLUMNS, "setting_changes c", "c.id", SettingChange::id)
                .sortedBy("id", "c.id", Long.class, SettingChange::id)
                .where("c.name = %s", setting.name())
                .page(query);
    }
}
