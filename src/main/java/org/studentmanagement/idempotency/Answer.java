package org.studentmanagement.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status.Family;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestResponse;
import org.studentmanagement.api.RetryHeaders;

/**
 * An answer as it is kept.
 *
 * @param headers that the endpoint has set, a JSON object of arrays
 * @param body as it is sent; empty where there is none
 */
record Answer(int status, String headers, String body) {
    private static final TypeReference<TreeMap<String, List<String>>> HEADERS = new TypeReference<>() {};

    /** As Quarkus has it of endpoints that say no more. */
    private static final String JSON = MediaType.APPLICATION_JSON + ";charset=UTF-8";

    /** Of whatever an endpoint returns. */
    static Answer of(Object returned, ObjectMapper json) {
        Response response = response(returned);
        try {
            return new Answer(
                    response.getStatus(),
                    json.writeValueAsString(response.getStringHeaders()),
                    body(response.getEntity(), json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(Object entity, ObjectMapper json) throws JsonProcessingException {
        if (entity == null) {
            return "";
        }
        return entity instanceof String text ? text : json.writeValueAsString(entity);
    }

    private static Response response(Object returned) {
        if (returned instanceof RestResponse<?> response) {
            return response.toResponse();
        }
        if (returned instanceof Response response) {
            return response;
        }
        return returned == null
                ? Response.noContent().build()
                : Response.ok(returned).build();
    }

    /** Whether something was done, which is not to be done again. */
    boolean isOfSuccess() {
        return Family.familyOf(status) == Family.SUCCESSFUL;
    }

    Response again(ObjectMapper json) {
        Response.ResponseBuilder response = Response.status(status).header(RetryHeaders.REPLAYED, true);
        Map<String, List<String>> own = headers(json);
        if (!body.isEmpty()) {
            response.entity(body);
            own.putIfAbsent(HttpHeaders.CONTENT_TYPE, List.of(JSON));
        }
        own.forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        return response.build();
    }

    private Map<String, List<String>> headers(ObjectMapper json) {
        try {
            return json.readValue(headers, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
