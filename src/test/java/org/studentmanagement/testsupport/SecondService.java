package org.studentmanagement.testsupport;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * The service with what is off by default: a front end of another origin, the search for drift, and a standby, which is none: it is the
 * primary, so that nothing is read there. It has a database of its own, which a test may fill.
 */
public class SecondService implements QuarkusTestProfile {
    public static final String FRONT_END = "https://front.example";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.cors.origins",
                FRONT_END,
                "migration.drift.every",
                "1h",
                "standby.jdbc-url",
                "${quarkus.datasource.jdbc.url}");
    }
}
