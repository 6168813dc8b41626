package org.studentmanagement.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import org.studentmanagement.api.Sql;

/**
 * What an administrator can change while the service runs. It is a constant of the feature that reads it, and a bean, so that the
 * API offers it without knowing the feature. The database has a value only where it differs from the default.
 *
 * @param name by which the API and the database know it, in snake case
 * @param type in a word, by which a form for it can be chosen
 * @param shape a record with the value as its one component {@code value}, whose constraints a new value is held to; registered for
 *     reflection
 * @param standard the default
 */
public record Setting<V extends Record & Setting.Value>(
        String name, String type, String description, Class<V> shape, V standard) {
    /** The form in which it is stored and shown. */
    public interface Value {
        /** Fails with a refusal where several parts of a value do not fit each other. */
        default void check() {}
    }

    @RegisterForReflection
    record Stored(String value) {}

    private static final String VALUE = "value";

    /** As it is at present. */
    public Uni<V> value() {
        return Sql.list(Stored.class, "SELECT " + expression() + "::text AS value")
                .map(rows -> of(rows.get(0).value()));
    }

    /** As it is at present, of type {@code jsonb}, for a statement that needs it. */
    public String expression() {
        return "coalesce((SELECT value FROM settings WHERE name = '%s'), '%s'::jsonb)"
                .formatted(name, standardJson().toString().replace("'", "''"));
    }

    /** Of what the database has. */
    V of(String stored) {
        try {
            ObjectNode row = json().createObjectNode();
            row.set(VALUE, json().readTree(stored));
            return json().treeToValue(row, shape);
        } catch (JsonProcessingException unfit) {
            throw new IllegalStateException(
                    "The setting %s is stored as %s, which is none: send another, or delete it".formatted(name, stored),
                    unfit);
        }
    }

    JsonNode json(V value) {
        return json().<ObjectNode>valueToTree(value).get(VALUE);
    }

    JsonNode standardJson() {
        return json(standard);
    }

    /** Commands have no container. */
    private static ObjectMapper json() {
        return Arc.container() == null
                ? JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build()
                : Arc.container().instance(ObjectMapper.class).get();
    }
}
