package bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that serves the API, and how it is called. */
final class Server implements Closeable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int START_SECONDS = 120;

    final Contender contender;
    final int port;
    /** Of health; 0 where it has none of its own. */
    final int managementPort;

    private final Process process;
    private final Path log;
    private final long begun = System.nanoTime();

    Server(Contender contender, ProcessBuilder builder, int port, int managementPort) throws IOException {
        this.contender = contender;
        this.port = port;
        this.managementPort = managementPort;
        log = contender.log();
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Returns the milliseconds since its start at which it first answered so. */
    double awaitOk(String url, String... headers) throws IOException, InterruptedException {
        while (!isOk(url, headers)) {
            if (!process.isAlive() || millis() > TimeUnit.SECONDS.toMillis(START_SECONDS)) {
                throw new IOException(contender.name() + " does not answer " + url + ":\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return millis();
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private double millis() {
        return (System.nanoTime() - begun) / 1e6;
    }

    private static boolean isOk(String url, String... headers) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return send(request).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Programs.end(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
