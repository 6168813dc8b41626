package bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Looks at a service beside its load: what it takes of the memory, and how late the slowest of what has to be answered always is. */
final class Watch extends Thread implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server server;
    private double megabytes;
    private double slowestMillis;

    Watch(Server server) {
        this.server = server;
        start();
    }

    @Override
    public void run() {
        try {
            while (true) {
                look("http://127.0.0.1:" + server.managementPort + "/q/health/live");
                look("http://127.0.0.1:" + server.managementPort + "/q/metrics");
                look(server.url("/q/openapi"));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException over) {
            interrupt();
        }
    }

    private void look(String url) throws InterruptedException {
        long begun = System.nanoTime();
        double millis;
        try {
            int status = client.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            millis = status == 200 ? (System.nanoTime() - begun) / 1e6 : Double.POSITIVE_INFINITY;
        } catch (IOException unanswered) {
            millis = Double.POSITIVE_INFINITY;
        }
        note(millis);
    }

    private synchronized void note(double millis) {
        slowestMillis = Math.max(slowestMillis, millis);
        try {
            megabytes = Math.max(megabytes, Processor.megabytes(server.process()));
        } catch (IOException gone) {
            slowestMillis = Double.POSITIVE_INFINITY;
        }
    }

    /** The most since the last time that it was asked for. */
    synchronized double megabytes() {
        double most = megabytes;
        megabytes = 0;
        return most;
    }

    /** The same; infinite where one got no answer, or a refusal. */
    synchronized double slowestMillis() {
        double slowest = slowestMillis;
        slowestMillis = 0;
        return slowest;
    }

    @Override
    public void close() {
        interrupt();
    }
}
