package org.studentmanagement.issuer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who asks for a token: in the Authorization header or in the form, but not in both (RFC 6749, 2.3.1). */
record Credentials(String client, String secret) {
    private static final String SCHEME = "Basic ";

    static Credentials of(String authorization, TokenForm form) {
        String client = form.get("client_id");
        String secret = form.get("client_secret");
        if (authorization == null) {
            if (client == null || secret == null) {
                throw TokenRefusal.unauthenticated();
            }
            return new Credentials(client, secret);
        }
        Credentials basic = basic(authorization);
        if (secret != null || client != null && !client.equals(basic.client)) {
            throw new TokenRefusal(
                    "invalid_request", "Send client and secret once: in the Authorization header, or in the form.");
        }
        return basic;
    }

    private static Credentials basic(String authorization) {
        if (authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            try {
                byte[] decoded = Base64.getDecoder()
                        .decode(authorization.substring(SCHEME.length()).strip());
                String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
                if (parts.length == 2) {
                    return new Credentials(
                            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                            URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                }
            } catch (IllegalArgumentException undecodable) {
                // said below
            }
        }
        throw TokenRefusal.unauthenticated();
    }
}
