package org.studentmanagement.issuer;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/** The form as it was sent, decoded here so that one that cannot be decoded is refused in OAuth's words. */
record TokenForm(Map<String, List<String>> parameters) {
    static TokenForm parse(String body) {
        Map<String, List<String>> parameters;
        try {
            parameters = new QueryStringDecoder(body == null ? "" : body, false).parameters();
        } catch (IllegalArgumentException undecodable) {
            throw new TokenRefusal("invalid_request", "Send a form, percent-encoded as UTF-8.");
        }
        if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
            throw new TokenRefusal("invalid_request", "Send each parameter once.");
        }
        return new TokenForm(parameters);
    }

    /** Null where it is missing. */
    String get(String parameter) {
        return parameters.containsKey(parameter) ? parameters.get(parameter).get(0) : null;
    }
}
