package org.studentmanagement.api.callers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.studentmanagement.terminal.Table;
import org.studentmanagement.testsupport.ManyEnrollments;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServingProcess;
import org.studentmanagement.testsupport.SlowCallers;
import org.studentmanagement.testsupport.SlowCallers.Kind;
import org.studentmanagement.testsupport.TestToken;

/**
 * What honest callers and a probe notice of thousands who are slow, beside what they notice of none. It takes the package that
 * was built last, with the heap that it has in a container of 512 MiB.
 *
 * <pre>./mvnw -q package -DskipTests &amp;&amp; ./mvnw -q test -Dtest=SlowCallersBench</pre>
 *
 * <p>Rounds without and with slow callers take turns, so that whatever else the machine does meets both alike. {@code -Dslow},
 * {@code -Drounds} and {@code -Dseconds} say how many and how long.
 */
class SlowCallersBench {
    private static final int SLOW = Integer.getInteger("slow", 2000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int SECONDS = Integer.getInteger("seconds", 15);
    /** So many of those that were closed come back each second: more would be a flood, which is another attack. */
    private static final int RETURNING = 100;

    /** Until those who came at once are there, or closed: that they come is a flood, too. */
    private static final int SETTLING = 3;

    /** A quarter of 512 MiB, and the collector that the JVM chooses there. */
    private static final String HEAP_OF_THE_IMAGE = "-Xmx128m -XX:+UseSerialGC";

    private static final int HONEST = 8;
    private static final int PAUSE_MS = 20;
    private static final long ENROLLMENTS = 10_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ServingProcess serving;
    private HttpRequest read;
    private HttpRequest probe;

    private static final class Measured {
        private final List<Double> medians = new ArrayList<>();
        private final List<Double> slowest = new ArrayList<>();
        private final List<Double> ratios = new ArrayList<>();
        private int failed;
        private double probed;
    }

    @Test
    void honestCallersBesideSlowOnes() throws Exception {
        String url = PostgresServer.url(MigratedDatabase.create());
        try (var connection = DriverManager.getConnection(url)) {
            ManyEnrollments.make(connection, ENROLLMENTS);
        }
        Map<String, String> settings =
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", url, "JDK_JAVA_OPTIONS", HEAP_OF_THE_IMAGE);
        try (var process = ServingProcess.start(settings)) {
            serving = process;
            read = HttpRequest.newBuilder(URI.create("http://localhost:" + process.port() + "/api/students?limit=20"))
                    .header("Authorization", "Bearer " + TestToken.withAllRoles())
                    .timeout(Duration.ofSeconds(30))
                    .build();
            probe = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + process.managementPort() + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            List<List<Kind>> attacks = List.of(
                    List.of(),
                    List.of(Kind.HEADERS),
                    List.of(Kind.BODY),
                    List.of(Kind.READING),
                    List.of(Kind.values()));
            List<Measured> measured =
                    attacks.stream().map(attack -> new Measured()).toList();
            round(List.of(), new Measured());
            for (int round = 0; round < ROUNDS; round++) {
                for (int attack = 1; attack < attacks.size(); attack++) {
                    double usual = round(List.of(), measured.get(0));
                    double attacked = round(attacks.get(attack), measured.get(attack));
                    measured.get(attack).ratios.add(attacked / usual);
                }
            }
            Table table = new Table("slow in", "median ms", "p99 ms", "of usual", "failed", "slowest probe ms");
            for (int attack = 0; attack < attacks.size(); attack++) {
                Measured of = measured.get(attack);
                table.row(
                        attacks.get(attack).isEmpty() ? "nothing" : attacks.get(attack),
                        "%.1f".formatted(median(of.medians)),
                        "%.1f".formatted(median(of.slowest)),
                        of.ratios.isEmpty() ? "" : "%.2f".formatted(median(of.ratios)),
                        of.failed,
                        "%.0f".formatted(of.probed));
            }
            System.out.printf(
                    "%d slow callers of each kind, %d honest ones, %d rounds of %d s, at most %s resident%n",
                    SLOW, HONEST, ROUNDS, SECONDS, resident());
            System.out.println(table);
        }
    }

    /** Returns the slowest hundredth in milliseconds. */
    private double round(List<Kind> kinds, Measured measured) throws Exception {
        List<SlowCallers> slow = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (Kind kind : kinds) {
                slow.add(SlowCallers.open(kind, SLOW, serving.port()));
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLING + SECONDS);
            Future<?> dripping = threads.submit(() -> drip(slow, end));
            TimeUnit.SECONDS.sleep(SETTLING);
            Future<double[]> probing = threads.submit(() -> times(probe, 500, end));
            List<Future<double[]>> honest = threads.invokeAll(
                    Collections.nCopies(HONEST, (Callable<double[]>) () -> times(read, PAUSE_MS, end)));
            dripping.get();
            measured.probed =
                    Math.max(measured.probed, Arrays.stream(probing.get()).max().orElse(0));
            List<Double> honestTimes = new ArrayList<>();
            for (Future<double[]> times : honest) {
                Arrays.stream(times.get()).forEach(honestTimes::add);
            }
            double[] all = honestTimes.stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            measured.failed +=
                    (int) Arrays.stream(all).filter(Double::isInfinite).count();
            measured.medians.add(all[all.length / 2]);
            measured.slowest.add(all[all.length * 99 / 100]);
            return all[all.length * 99 / 100];
        } finally {
            threads.shutdownNow();
            for (SlowCallers callers : slow) {
                callers.close();
            }
        }
    }

    /** Each of them is slow for itself: what they send, and those who come back, are spread over the second. */
    private static Void drip(List<SlowCallers> slow, long end) throws IOException, InterruptedException {
        for (int part = 0; System.nanoTime() < end; part = (part + 1) % RETURNING) {
            for (SlowCallers callers : slow) {
                callers.drip(part, RETURNING);
                callers.refill(Math.min(SLOW, callers.open() + 1));
            }
            TimeUnit.MILLISECONDS.sleep(1000 / RETURNING);
        }
        return null;
    }

    /** In milliseconds; what fails took for ever. */
    private double[] times(HttpRequest request, int pauseMs, long end) throws InterruptedException {
        List<Double> times = new ArrayList<>();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            boolean served;
            try {
                served = client.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException failed) {
                served = false;
            }
            times.add(served ? (System.nanoTime() - begin) / 1e6 : Double.POSITIVE_INFINITY);
            TimeUnit.MILLISECONDS.sleep(pauseMs);
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private String resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + serving.service().process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\D+", "") + " kB")
                .findFirst()
                .orElse("");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
