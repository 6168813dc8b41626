package org.studentmanagement.testsupport;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An issuer that is not the service: it publishes the JWK set that a test gives it, and can be away. Beside it is a provider at which
 * people sign in.
 */
public class OtherIssuer implements QuarkusTestResourceLifecycleManager {
    /** Test classes are loaded by several class loaders; system properties are what they share. */
    private static final String KEYS = "testsupport.issuer.keys";

    public static final String NAME = "https://login.example/realms/school";

    private HttpServer server;

    /** @param keys as JSON, or null while it is away */
    public static void publish(String keys) {
        if (keys == null) {
            System.clearProperty(KEYS);
        } else {
            System.setProperty(KEYS, keys);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", exchange -> {
            byte[] keys = System.getProperty(KEYS, "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(keys.length == 0 ? 503 : 200, keys.length == 0 ? -1 : keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        Map<String, String> settings = new HashMap<>(SchoolProvider.at(server));
        server.start();
        settings.putAll(Map.of(
                "issuer.signing-key", "",
                "mp.jwt.verify.publickey.location",
                        "http://localhost:" + server.getAddress().getPort() + "/keys",
                "mp.jwt.verify.issuer", NAME,
                "mp.jwt.verify.audiences", "school",
                "smallrye.jwt.path.groups", "realm_access/roles",
                "smallrye.jwt.jwks.forced-refresh-interval", "0"));
        return settings;
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
