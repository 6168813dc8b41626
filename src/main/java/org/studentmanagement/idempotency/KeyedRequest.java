package org.studentmanagement.idempotency;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.RetryHeaders;
import org.studentmanagement.api.StreamedBody;

/**
 * A request with a key.
 *
 * @param client that has sent it
 * @param hash of its target and its body, SHA-256 in hexadecimal digits
 */
record KeyedRequest(String client, String key, String hash) {
    static final String CHARACTERS = "^[ -~]+$";

    private static final Pattern KEY = Pattern.compile(CHARACTERS);

    /**
     * The one that is served, unless it is without a key.
     *
     * @throws ProblemException 400, if its key is none
     */
    static Optional<KeyedRequest> of(RoutingContext served, Supplier<String> client) {
        List<String> keys = served.request().headers().getAll(RetryHeaders.IDEMPOTENCY_KEY);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1 || !isKey(keys.get(0))) {
            throw ProblemException.invalidParameter(
                    RetryHeaders.IDEMPOTENCY_KEY,
                    "must be one header of 1 to %d printable ASCII characters: send a new UUID with each new request"
                            .formatted(IdempotencyKey.KEY_LENGTH));
        }
        if (StreamedBody.of(served.request().method().name(), served.request().uri())) {
            throw ProblemException.invalidParameter(
                    RetryHeaders.IDEMPOTENCY_KEY,
                    "must be left out of an upload: sent again, it makes another import, and changes nothing else");
        }
        return Optional.of(new KeyedRequest(client.get(), keys.get(0), hash(served)));
    }

    private static boolean isKey(String sent) {
        return KEY.matcher(sent).matches() && sent.length() <= IdempotencyKey.KEY_LENGTH;
    }

    private static String hash(RoutingContext served) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // a target has no end of line
            digest.update((served.request().uri() + '\n').getBytes(StandardCharsets.UTF_8));
            Buffer body = served.body().buffer();
            return HexFormat.of().formatHex(body == null ? digest.digest() : digest.digest(body.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
