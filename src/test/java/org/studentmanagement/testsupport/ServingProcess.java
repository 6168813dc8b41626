package org.studentmanagement.testsupport;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged service in a process of its own that serves on a free port, until it is closed. */
public record ServingProcess(PackagedService service, int port) implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    /** Starts it and waits until it listens. */
    public static ServingProcess start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("QUARKUS_HTTP_PORT", "0");
        PackagedService service = PackagedService.start(all, List.of());
        Matcher listening = Awaitility.await()
                .until(
                        () -> LISTENING.matcher(service.standardOutput()),
                        found -> found.find() || !service.process().isAlive());
        if (!service.process().isAlive()) {
            throw new AssertionError(service.standardOutput() + service.standardError());
        }
        return new ServingProcess(service, Integer.parseInt(listening.group(1)));
    }

    @Override
    public void close() {
        service.process().destroy();
        service.process().onExit().join();
    }
}
