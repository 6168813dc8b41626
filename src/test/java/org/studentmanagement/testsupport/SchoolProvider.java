package org.studentmanagement.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;

/**
 * An OpenID Connect provider at which people of the school sign in. It remembers nothing: a code has the ID token that it is exchanged
 * for, and the challenge (RFC 7636) of whoever may exchange it.
 */
public final class SchoolProvider {
    public static final String CLIENT = "student-management";

    /** As long as HMAC of it wants. */
    private static final String SECRET = "a secret of the service at the provider";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;

    private SchoolProvider(HttpServer server) {
        this.server = server;
    }

    /** The settings of a service that has it as provider. */
    static Map<String, String> at(HttpServer server) {
        SchoolProvider provider = new SchoolProvider(server);
        server.createContext("/.well-known/openid-configuration", exchange -> send(exchange, 200, provider.metadata()));
        server.createContext(
                "/provider-keys",
                exchange -> send(
                        exchange, 200, new JsonWebKeySet(TestToken.otherKey().published()).toJson()));
        server.createContext("/token", SchoolProvider::exchangeCode);
        return Map.of(
                "quarkus.oidc.tenant-enabled",
                "true",
                "quarkus.oidc.auth-server-url",
                provider.url(),
                "quarkus.oidc.client-id",
                CLIENT,
                "quarkus.oidc.credentials.secret",
                SECRET);
    }

    /** A code that the holder of the challenge's secret may exchange for the ID token. */
    public static String code(String idToken, String challenge) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((idToken + ' ' + challenge).getBytes(StandardCharsets.UTF_8));
    }

    /** The parameters of a query or a form. */
    public static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new HashMap<>();
        Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return parameters;
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private String metadata() {
        return JSON.createObjectNode()
                .put("issuer", url())
                .put("authorization_endpoint", url() + "/authorize")
                .put("token_endpoint", url() + "/token")
                .put("jwks_uri", url() + "/provider-keys")
                .toString();
    }

    private static void exchangeCode(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String[] code = new String(Base64.getUrlDecoder().decode(form.get("code")), StandardCharsets.UTF_8).split(" ");
        String basic = Base64.getEncoder().encodeToString((CLIENT + ':' + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean whoAsked =
                ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        && code[1].equals(challenge(form.get("code_verifier")))
                        && URI.create(form.get("redirect_uri")).getPath().equals("/api/session/provider");
        JsonNode answer = whoAsked
                ? JSON.createObjectNode()
                        .put("access_token", "opaque")
                        .put("token_type", "Bearer")
                        .put("id_token", code[0])
                : JSON.createObjectNode().put("error", "invalid_grant");
        send(exchange, whoAsked ? 200 : 400, answer.toString());
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
