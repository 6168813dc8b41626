package org.studentmanagement;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures what can be deployed, side by side on one database: how soon it is ready, and has answered a first request with
 * a token, what it weighs, how much it serves. It needs Linux, wrk and a JDK, and is given an empty database and the commands
 * that start the service:
 *
 * <pre>
 * export QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://localhost/bench?user=bench
 * java src/test/java/org/studentmanagement/ArtifactBench.java 'jvm=java -jar target/quarkus-app/quarkus-run.jar' \
 *     native=target/student-management-1.0.0-SNAPSHOT-runner
 * </pre>
 *
 * The artifacts take turns, so that whatever else the machine does meets all alike. {@code BENCH_STARTS},
 * {@code BENCH_ROUNDS} and {@code BENCH_SECONDS} say how many and how long.
 */
final class ArtifactBench {
    private static final int STARTS = setting("BENCH_STARTS", 7);
    private static final int ROUNDS = setting("BENCH_ROUNDS", 3);
    private static final int SECONDS = setting("BENCH_SECONDS", 8);
    private static final int PORT = setting("BENCH_PORT", 18080);
    private static final String SERVICE = "http://localhost:" + PORT;
    private static final String CLIENT_ID = "bench";
    private static final int FEW = 16;
    private static final int MANY = 64;
    private static final int NEW_COURSES = 50;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern SECRET = Pattern.compile("\"client_secret\" : \"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final Pattern RATE = Pattern.compile("Requests/sec: +([\\d.]+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private static final String READ = """
            request = function()
              return wrk.format("GET", "/api/students/" .. students[math.random(#students)] .. "/courses", wrk.headers)
            end
            """;

    private static final String ENROLL = """
            request = function()
              local student, i = students[math.random(#students)], math.random(#courses - 1)
              return wrk.format("POST", "/api/students/" .. student .. "/courses", wrk.headers,
                  '{"course_ids":[' .. courses[i] .. ',' .. courses[i + 1] .. ']}')
            end
            """;

    private final List<Artifact> artifacts;
    private final Path key = Files.createTempDirectory("bench").resolve("signing-key.pem");
    private String secret;
    private String token = "";

    private ArtifactBench(List<Artifact> artifacts) throws IOException {
        this.artifacts = artifacts;
    }

    private static final class Artifact {
        private final String name;
        private final List<String> command;
        private final List<Double> ready = new ArrayList<>();
        private final List<Double> answer = new ArrayList<>();
        private final List<Double> idle = new ArrayList<>();
        private final List<Double> busy = new ArrayList<>();
        private final List<Double> reads = new ArrayList<>();
        private final List<Double> enrollments = new ArrayList<>();

        Artifact(String argument) {
            String[] parts = argument.split("=", 2);
            name = parts[0];
            command = List.of(parts[1].split(" "));
        }

        /** The executable, or the folder with the jars and what stands beside them. */
        double megabytes() throws IOException {
            Path program = Path.of(command.get(command.size() - 1));
            try (Stream<Path> files = Files.walk(program.endsWith("quarkus-run.jar") ? program.getParent() : program)) {
                return files.filter(Files::isRegularFile)
                                .mapToLong(file -> file.toFile().length())
                                .sum()
                        / 1e6;
            }
        }
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        ArtifactBench bench =
                new ArtifactBench(Arrays.stream(arguments).map(Artifact::new).toList());
        bench.prepare();
        for (int round = 0; round < STARTS + ROUNDS; round++) {
            for (Artifact artifact : bench.artifacts) {
                bench.serve(artifact, round >= STARTS);
            }
        }
        bench.print();
    }

    private void prepare() throws IOException, InterruptedException {
        Artifact first = artifacts.get(0);
        String demo = "src/main/resources/demo/%s.csv.gz";
        run(first, "db", "upgrade");
        run(first, "import", "--students", demo.formatted("students"), "--courses", demo.formatted("courses"));
        String client = run(
                first,
                "client",
                "create",
                CLIENT_ID,
                "--json",
                "--role",
                "reader",
                "--role",
                "registrar",
                "--role",
                "editor");
        secret = found(SECRET, client).get(0);
        Process service = launch(first, ProcessBuilder.Redirect.DISCARD);
        try {
            while (!ready(service)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            token = newToken();
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private String run(Artifact artifact, String... arguments) throws IOException, InterruptedException {
        Process process = launch(artifact, ProcessBuilder.Redirect.PIPE, arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The database cannot be prepared: " + said);
        }
        return said;
    }

    private Process launch(Artifact artifact, ProcessBuilder.Redirect out, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(artifact.command.stream(), Arrays.stream(arguments))
                        .toList())
                .redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", String.valueOf(PORT),
                        "QUARKUS_MANAGEMENT_PORT", String.valueOf(PORT + 1),
                        "ISSUER_URL", SERVICE,
                        "ISSUER_SIGNING_KEY", key.toString(),
                        "ISSUER_CREATE_KEY", "true"));
        return builder.start();
    }

    private void serve(Artifact artifact, boolean loaded) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = launch(artifact, ProcessBuilder.Redirect.DISCARD);
        try {
            while (!ready(process)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            artifact.ready.add((System.nanoTime() - begin) / 1e6);
            while (!answers(process)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            artifact.answer.add((System.nanoTime() - begin) / 1e6);
            TimeUnit.SECONDS.sleep(1);
            artifact.idle.add(resident(process));
            token = newToken();
            if (loaded) {
                load(artifact, process);
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** The first seconds are for a JVM to compile what it will run, and are not counted. */
    private void load(Artifact artifact, Process process) throws IOException, InterruptedException {
        String ids = lua("students", ids("/api/students?limit=500")) + lua("courses", newCourses());
        Path read = script(ids + READ);
        Path enroll = script(ids + ENROLL);
        wrk(read, FEW);
        wrk(enroll, FEW);
        artifact.reads.add(wrk(read, FEW));
        artifact.enrollments.add(wrk(enroll, FEW));
        wrk(read, MANY);
        wrk(enroll, MANY);
        artifact.busy.add(resident(process));
        Files.delete(read);
        Files.delete(enroll);
    }

    /** The first answer is one that took the database. */
    private boolean answers(Process process) throws InterruptedException {
        return succeeds(process, request("/api/students?limit=1"));
    }

    private boolean ready(Process process) throws InterruptedException {
        return succeeds(
                process, HttpRequest.newBuilder(URI.create("http://localhost:" + (PORT + 1) + "/q/health/ready")));
    }

    private static boolean succeeds(Process process, HttpRequest.Builder request) throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The service has ended instead of serving.");
        }
        try {
            return send(request).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String newToken() throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=%s&client_secret=%s".formatted(CLIENT_ID, secret);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(SERVICE + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return found(TOKEN, answer.body()).get(0);
    }

    /** What is enrolled in is new in each round, so that each request stores something. */
    private List<String> newCourses() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < NEW_COURSES; i++) {
            String code = UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT);
            String body = "{\"code\":\"%s\",\"name\":\"One of many\"}".formatted(code);
            String course = send(request("/api/courses").POST(BodyPublishers.ofString(body)))
                    .body();
            ids.add(found(ID, course).get(0));
        }
        return ids;
    }

    private List<String> ids(String path) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (Optional<String> next = Optional.of(path); next.isPresent(); ) {
            String page = send(request(next.get())).body();
            ids.addAll(found(ID, page));
            next = found(NEXT, page).stream().findFirst();
        }
        return ids;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(SERVICE).resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String lua(String name, List<String> values) {
        return name + " = {" + String.join(",", values) + "}\n";
    }

    private Path script(String requests) throws IOException {
        String header = "wrk.headers[\"%s\"] = \"%s\"\n";
        String headers = header.formatted("Content-Type", "application/json")
                + header.formatted("Authorization", "Bearer " + token);
        return Files.writeString(Files.createTempFile("bench", ".lua"), headers + requests);
    }

    /** Requests a second, all of which must have succeeded. */
    private static double wrk(Path script, int connections) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + SECONDS,
                        "-s",
                        script.toString(),
                        "http://localhost:" + PORT)
                .redirectErrorStream(true)
                .start();
        String report = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0 || report.contains("Non-2xx") || report.contains("Socket errors")) {
            throw new IllegalStateException(report);
        }
        return Double.parseDouble(found(RATE, report).get(0));
    }

    private static double resident(Process process) throws IOException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        return Long.parseLong(found(RESIDENT, status).get(0)) * 1024 / 1e6;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private void print() throws IOException {
        System.out.printf(
                "%-10s %8s %9s %10s %8s %8s %16s %18s%n",
                "", "MB", "ready ms", "answer ms", "idle MB", "busy MB", "courses req/s", "enrolling req/s");
        Artifact first = artifacts.get(0);
        for (Artifact artifact : artifacts) {
            System.out.printf(
                    "%-10s %8.1f %9.0f %10.0f %8.0f %8.0f %8.0f (x%.2f) %10.0f (x%.2f)%n",
                    artifact.name,
                    artifact.megabytes(),
                    median(artifact.ready),
                    median(artifact.answer),
                    median(artifact.idle),
                    median(artifact.busy),
                    median(artifact.reads),
                    ratio(artifact.reads, first.reads),
                    median(artifact.enrollments),
                    ratio(artifact.enrollments, first.enrollments));
        }
        System.out.printf(
                "Medians of %d starts and %d rounds of %d s; resident memory a second after the start, and after %d clients.%n",
                STARTS + ROUNDS, ROUNDS, SECONDS, MANY);
    }

    /** The median of the rounds' own ratios, which the machine's moods touch less than the numbers themselves. */
    private static double ratio(List<Double> values, List<Double> base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / base.get(i));
        }
        return median(ratios);
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? Double.NaN : values.stream().sorted().toList().get(values.size() / 2);
    }

    private static int setting(String name, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(name, String.valueOf(otherwise)));
    }
}
