package org.studentmanagement.deployment;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.studentmanagement.testsupport.ServingProcess;

/** What a Kubernetes Service does: it asks each replica whether it is ready, and sends callers to those that are. */
final class ReadyReplicas implements AutoCloseable {
    private static final long PERIOD_MS = 100;

    private final ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor();
    private final List<ServingProcess> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<ServingProcess> ready = List.of();

    ReadyReplicas() {
        probes.scheduleWithFixedDelay(this::probe, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** Adds a replica and waits until it is ready. */
    void add(ServingProcess replica) {
        all.add(replica);
        Awaitility.await("a replica that is ready").until(() -> ready.contains(replica));
    }

    /** Tells a replica to stop, and waits for its end. */
    void stop(ServingProcess replica) {
        replica.close();
        all.remove(replica);
    }

    /** The next one that is ready. */
    int port() {
        List<ServingProcess> now = ready;
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size())).port();
    }

    private void probe() {
        ready = all.stream().filter(ReadyReplicas::isReady).toList();
    }

    private static boolean isReady(ServingProcess replica) {
        try {
            var asked = (HttpURLConnection)
                    URI.create("http://localhost:%d/q/health/ready".formatted(replica.managementPort()))
                            .toURL()
                            .openConnection();
            asked.setRequestProperty("Connection", "close");
            return asked.getResponseCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    @Override
    public void close() {
        probes.shutdownNow();
        all.forEach(ServingProcess::close);
    }
}
