package org.studentmanagement.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.KnownVersion;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.RowChange;
import org.studentmanagement.api.Sql;

/** All settings that features have, and what becomes of them. A change is logged by the database, whoever makes it. */
@ApplicationScoped
class Settings {
    /**
     * @param value as JSON; null where it is the default
     * @param version the id of the last change, which unlike a count of the row does not begin anew where the row goes
     */
    @RegisterForReflection
    record Present(String name, String value, long version, Instant updatedAt) {}

    @RegisterForReflection
    record Earlier(String value) {}

    @RegisterForReflection
    record Written(String name) {}

    private static final String PRESENT = """
            SELECT asked.name, s.value::text AS value, coalesce(c.id, 0) AS version, c.changed_at AS updated_at
            FROM unnest($1::text[]) AS asked (name)
            LEFT JOIN settings s ON s.name = asked.name
            LEFT JOIN LATERAL (
              SELECT id, changed_at FROM setting_changes WHERE name = asked.name ORDER BY id DESC LIMIT 1) c ON true
            """;

    /** Of what is not stored no row could be locked, and settings are changed a few times a year. */
    private static final String LOCK = "LOCK settings IN SHARE ROW EXCLUSIVE MODE";

    private static final String SET = "WITH " + Cause.ACTING + """

            INSERT INTO settings (name, value) SELECT $2, $3::text::jsonb FROM acting
            ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value
            RETURNING name
            """;

    private static final String RESET =
            "WITH " + Cause.ACTING + " DELETE FROM settings s USING acting WHERE s.name = $2 RETURNING s.name";

    private static final String EARLIER =
            "SELECT new_value::text AS value FROM setting_changes WHERE name = $1 AND id = $2";

    @Inject
    @All
    List<Setting<?>> all;

    @Inject
    ObjectMapper json;

    @Inject
    RowChange change;

    Setting<?> named(String name) {
        return all.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("No setting has this name. /api/settings lists those that there are."));
    }

    Uni<SettingResponse> shown(Setting<?> setting) {
        return Sql.list(Present.class, PRESENT, (Object) names(List.of(setting)))
                .map(rows -> shown(setting, rows.get(0)));
    }

    Uni<List<SettingResponse>> shown() {
        return Sql.list(Present.class, PRESENT, (Object) names(all))
                .map(rows -> rows.stream()
                        .map(row -> shown(named(row.name()), row))
                        .sorted(Comparator.comparing(SettingResponse::name))
                        .toList());
    }

    /** What GET gave may come back with it. */
    Uni<SettingResponse> set(Setting<?> setting, KnownVersion known, SettingRequest request) {
        return changed(setting, known, sql -> present -> set(setting, present, json.valueToTree(request), sql));
    }

    /** To the default. */
    Uni<SettingResponse> reset(Setting<?> setting, KnownVersion known) {
        return changed(setting, known, sql -> present -> reset(setting, sql));
    }

    /** To what an earlier change made of it, if it may still be that. */
    Uni<SettingResponse> restore(Setting<?> setting, KnownVersion known, long id) {
        return changed(
                setting,
                known,
                sql -> present -> sql.run(Earlier.class, EARLIER, setting.name(), id)
                        .flatMap(found -> {
                            if (found.isEmpty()) {
                                throw new NoSuchChange(setting.name(), id);
                            }
                            String value = found.get(0).value();
                            return value == null
                                    ? reset(setting, sql)
                                    : set(
                                            setting,
                                            present,
                                            json.createObjectNode().set("value", read(value)),
                                            sql);
                        }));
    }

    private Uni<SettingResponse> changed(
            Setting<?> setting, KnownVersion known, Function<Sql, Function<SettingResponse, Uni<?>>> work) {
        return Sql.transaction(sql -> sql.order(LOCK)
                .flatMap(locked -> present(setting, sql))
                .invoke(present -> known.require(present.version()))
                .flatMap(present -> work.apply(sql).apply(present))
                .flatMap(done -> present(setting, sql)));
    }

    private Uni<SettingResponse> present(Setting<?> setting, Sql sql) {
        return sql.run(Present.class, PRESENT, (Object) names(List.of(setting)))
                .map(rows -> shown(setting, rows.get(0)));
    }

    private <V extends Record & Setting.Value> Uni<?> set(
            Setting<V> setting, SettingResponse present, ObjectNode body, Sql sql) {
        V value = change.replace(body, setting.shape(), present);
        value.check();
        return sql.run(
                Written.class,
                SET,
                Cause.of(null).values(),
                setting.name(),
                setting.json(value).toString());
    }

    private static Uni<?> reset(Setting<?> setting, Sql sql) {
        return sql.run(Written.class, RESET, Cause.of(null).values(), setting.name());
    }

    private SettingResponse shown(Setting<?> setting, Present present) {
        return new SettingResponse(
                setting.name(),
                setting.type(),
                setting.description(),
                present.value() == null ? setting.standardJson() : read(present.value()),
                setting.standardJson(),
                present.updatedAt(),
                present.version());
    }

    private JsonNode read(String value) {
        try {
            return json.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] names(List<Setting<?>> settings) {
        return settings.stream().map(Setting::name).toArray(String[]::new);
    }
}
