package org.studentmanagement.api;

import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TrustedProxyTest.OneProxy.class)
class TrustedProxyTest {
    /** The one property that makes the service believe a proxy. */
    public static class OneProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @Test
    void theNamedProxySaysHowItWasReached() {
        SecurityHeadersTest.created().header("Location", startsWith("https://"));
    }
}
