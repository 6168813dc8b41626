package org.studentmanagement.idempotency;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.RetryHeaders;

/**
 * A request with a key.
 *
 * @param client that has sent it
 * @param hash of its target and its body, SHA-256 in hexadecimal digits
 */
record KeyedRequest(String client, String key, String hash) {
    static final String CHARACTERS = "^[ -~]+$";

    private static final Pattern KEY = Pattern.compile(CHARACTERS);

    /** The one that is served, whose body has been read. */
    static KeyedRequest of(RoutingContext served, String key, String client) {
        Buffer body = served.body().buffer();
        return of(served, key, client, body == null ? new byte[0] : body.getBytes());
    }

    /** @param body or what stands for it */
    static KeyedRequest of(RoutingContext served, String key, String client, byte[] body) {
        return new KeyedRequest(client, key, hash(served.request().uri(), body));
    }

    /**
     * The key of the request that is served, where it has one.
     *
     * @throws ProblemException 400, if it is none
     */
    static Optional<String> key(RoutingContext served) {
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
        return Optional.of(keys.get(0));
    }

    private static boolean isKey(String sent) {
        return KEY.matcher(sent).matches() && sent.length() <= IdempotencyKey.KEY_LENGTH;
    }

    private static String hash(String target, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // a target has no end of line
            digest.update((target + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
