package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.awaitility.Awaitility;
import org.studentmanagement.testsupport.Seed;

/** A steady load of several callers, which leaves a small machine time to start a release, until this is closed. */
final class Callers implements AutoCloseable {
    private static final int CALLERS = 6;
    private static final long PAUSE_MS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CALLERS);
    private final List<Caller> callers = new ArrayList<>();
    private final List<CloseableHttpClient> clients = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    Callers(Seed seed, ReadyReplicas replicas, List<Long> courses) {
        for (int i = 0; i < CALLERS; i++) {
            CloseableHttpClient http = client();
            Caller caller = new Caller(http, replicas::port, i % 2 == 0, courses, seed.random(i));
            clients.add(http);
            callers.add(caller);
            threads.scheduleWithFixedDelay(() -> call(caller), 0, PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** A connection that the service has closed is found out by using it, and what fails is not sent again. */
    private static CloseableHttpClient client() {
        var connections = new PoolingHttpClientConnectionManager();
        connections.setValidateAfterInactivity(-1);
        return HttpClients.custom()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout((int) PATIENCE.toMillis())
                        .setSocketTimeout((int) PATIENCE.toMillis())
                        .build())
                .build();
    }

    /** The last one after a failure, because nobody knows then what is stored. */
    private void call(Caller caller) {
        try {
            if (caller.call()) {
                written.incrementAndGet();
            }
            answered.incrementAndGet();
        } catch (IOException | RuntimeException e) {
            failures.add(e.toString());
            throw new IllegalStateException(e);
        }
    }

    /** Lets the load go on as it is for that many answers, all of which have to be as they should. */
    void awaitAnswers(int more) {
        int goal = answered.get() + more;
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() >= goal || !failures.isEmpty());
        assertThat(failures).isEmpty();
    }

    int answered() {
        return answered.get();
    }

    int written() {
        return written.get();
    }

    /** All students that were acknowledged, by id. */
    Map<Long, Caller.Known> students() {
        Map<Long, Caller.Known> all = new HashMap<>();
        callers.forEach(caller -> all.putAll(caller.students()));
        return all;
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        Awaitility.await("answers to all callers")
                .atMost(PATIENCE.multipliedBy(2))
                .until(threads::isTerminated);
        for (CloseableHttpClient client : clients) {
            client.close();
        }
    }
}
