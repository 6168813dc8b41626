package org.studentmanagement.testsupport;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged service in a process of its own that serves on a free port, until it is closed. */
public record ServingProcess(PackagedService service, int port, int managementPort) implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: https?://[^:]+:(\\d+).*Management interface listening on https?://[^:]+:(\\d+)");

    /** Starts it and waits until it listens. */
    public static ServingProcess start(Map<String, String> settings) throws IOException {
        return start(PackagedService.PROGRAM, settings);
    }

    /** The same with options of {@link PackagedService}. */
    public static ServingProcess start(Map<String, String> settings, List<String> options) throws IOException {
        return start(PackagedService.PROGRAM, settings, options);
    }

    /** The same of another package. */
    public static ServingProcess start(Path program, Map<String, String> settings) throws IOException {
        return start(program, settings, List.of());
    }

    private static ServingProcess start(Path program, Map<String, String> settings, List<String> options)
            throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        List.of("QUARKUS_HTTP_PORT", "QUARKUS_HTTP_SSL_PORT", "QUARKUS_MANAGEMENT_PORT")
                .forEach(port -> all.put(port, "0"));
        PackagedService service = PackagedService.start(program, all, options);
        Matcher listening = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> LISTENING.matcher(service.standardOutput()),
                        found -> found.find() || !service.process().isAlive());
        if (!service.process().isAlive()) {
            throw new AssertionError(service.standardOutput() + service.standardError());
        }
        return new ServingProcess(service, Integer.parseInt(listening.group(1)), Integer.parseInt(listening.group(2)));
    }

    /** To its callers' port, by who may do everything. */
    public RequestSpecification api() {
        return RestAssured.given().baseUri("http://localhost").port(port).auth().oauth2(TestToken.withAllRoles());
    }

    public RequestSpecification management() {
        return RestAssured.given().baseUri("http://localhost").port(managementPort);
    }

    @Override
    public void close() {
        service.process().destroy();
        service.process().onExit().join();
    }
}
