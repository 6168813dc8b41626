package org.studentmanagement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** An item at an end of a page by its sort key and id. Its text is opaque to callers. */
record Cursor(String sort, Object key, long id) {
    static final String AFTER = "after";
    static final String BEFORE = "before";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** Reads the cursor of a parameter back, and refuses one that is damaged or was made for another order. */
    static Cursor parse(String parameter, String text, String sort, Class<?> keyType) {
        try {
            JsonNode parts = JSON.readTree(Base64.getUrlDecoder().decode(text));
            if (parts != null
                    && parts.size() == 3
                    && parts.path(0).asText().equals(sort)
                    && parts.get(2).isIntegralNumber()) {
                Object key = JSON.treeToValue(parts.get(1), keyType);
                if (key != null && !(key instanceof Instant time && !Sql.storable(time))) {
                    return new Cursor(sort, key, parts.get(2).longValue());
                }
            }
        } catch (IllegalArgumentException | IOException damaged) {
            // said below, in the caller's words
        }
        throw refusal(parameter);
    }

    static ProblemException refusal(String parameter) {
        return ProblemException.invalidParameter(
                parameter,
                "must be what `%s` of a page with the same sort has; begin again without it"
                        .formatted(parameter.equals(BEFORE) ? "prev" : "next"));
    }

    /** Just before the item for who reads on in the other direction, so that it is the first that he meets. */
    Cursor included(boolean backwards) {
        return new Cursor(sort, key, id + (sort.startsWith("-") == backwards ? 1 : -1));
    }

    @Override
    public String toString() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(JSON.writeValueAsBytes(List.of(sort, key, id)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
