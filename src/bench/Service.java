package bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The package or the native executable, with the settings and the JVM's options of the image in 512 MiB. */
final class Service implements Contender {
    static final Path APPLICATION = Path.of("target/quarkus-app");
    /** A quarter is heap, it starts with a sixty-fourth, and there the JVM chooses this collector. */
    static final List<String> JVM_IN_512_MIB =
            List.of("-Xmx128m", "-Xms16m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData");

    private static final Path TRAINING = Path.of("src/main/docker/train.sh");
    private static final String TRAINED_ON = "training";
    private static final int JAVA_WITH_CACHE = 25;
    private static final Pattern SECRET = Pattern.compile("\"client_secret\" : \"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final String CLIENT = "bench";

    private final String name;
    private final Path program;
    private final List<String> command;
    private String secret;

    /** A start until the first answer to a request with a token; the memory, and what the threads have taken, then. */
    record Start(double readyMillis, double answerMillis, double megabytes, Map<String, Long> ticksOfThreads) {}

    private Service(String name, Path program, List<String> command) {
        this.name = name;
        this.program = program;
        this.command = command;
    }

    static Service onJvm(Path java, Database database) throws IOException, InterruptedException {
        return onJvm(java, database, APPLICATION);
    }

    /** @param application the folder with the jars, of this version or of another */
    static Service onJvm(Path java, Database database, Path application) throws IOException, InterruptedException {
        Path jar = application.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IOException("There is no package in " + application + ": ./mvnw package -DskipTests");
        }
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(JVM_IN_512_MIB);
        if (Programs.javaVersion(java) >= JAVA_WITH_CACHE) {
            command.add("--enable-native-access=ALL-UNNAMED");
            Path cache = TARGET.resolve(application.equals(APPLICATION) ? "app.aot" : "before.aot")
                    .toAbsolutePath();
            train(command, jar, cache, database);
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-jar", jar.toString()));
        return new Service("jvm", application, command);
    }

    static Service executable(Path executable, Service sameClient) {
        Service service = new Service(
                "native", executable, List.of(executable.toAbsolutePath().toString()));
        service.secret = sameClient.secret;
        return service;
    }

    /** The same with another option of the JVM. */
    Service with(String option) {
        List<String> other = new ArrayList<>(command);
        other.add(1, option);
        Service service = new Service(name, program, other);
        service.secret = secret;
        return service;
    }

    /** The cache of classes that the image has, made as there. */
    private static void train(List<String> java, Path jar, Path cache, Database database)
            throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        List<String> command = new ArrayList<>(List.of("bash", TRAINING.toString(), jar.toString(), cache.toString()));
        command.addAll(java.subList(1, java.size()));
        ProcessBuilder training = new Service("training", jar.getParent(), command)
                .builder(database.port, Programs.freePort(), Programs.freePort());
        training.environment().put("QUARKUS_DATASOURCE_JDBC_URL", database.create(TRAINED_ON));
        training.environment()
                .put("JAVA_HOME", Path.of(java.get(0), "../..").normalize().toString());
        Programs.run(training);
        database.drop(TRAINED_ON);
    }

    /** Brings the schema, and a client. */
    void prepare(int databasePort) throws IOException, InterruptedException {
        run(databasePort, "db", "upgrade");
        String client =
                run(databasePort, "client", "create", CLIENT, "--json", "--role", "reader", "--role", "registrar");
        secret = found(SECRET, client);
    }

    private String run(int databasePort, String... arguments) throws IOException, InterruptedException {
        return Programs.run(command(databasePort, arguments));
    }

    ProcessBuilder command(int databasePort, String... arguments) {
        return builder(databasePort, 0, 0, arguments);
    }

    Start timedStart(int databasePort, String authorization) throws IOException, InterruptedException {
        try (Server server = launch(databasePort)) {
            double ready = server.awaitOk(health(server, "ready"));
            double answer = server.awaitOk(server.url("/api/students?limit=1"), "Authorization", authorization);
            return new Start(
                    ready, answer, Processor.megabytes(server.process()), Processor.ticksOfThreads(server.process()));
        }
    }

    /** The executable, or the folder with the jars. */
    double megabytes() throws IOException {
        try (Stream<Path> files = Files.walk(program)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Server start(int databasePort) throws IOException, InterruptedException {
        Server server = launch(databasePort);
        server.awaitOk(health(server, "ready"));
        return server;
    }

    @Override
    public String authorization(Server server) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=%s&client_secret=%s".formatted(CLIENT, secret);
        HttpResponse<String> answer = Server.send(HttpRequest.newBuilder(URI.create(server.url("/oauth2/token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return "Bearer " + found(TOKEN, answer.body());
    }

    private Server launch(int databasePort) throws IOException {
        int port = Programs.freePort();
        int managementPort = Programs.freePort();
        return new Server(this, builder(databasePort, port, managementPort), port, managementPort);
    }

    private ProcessBuilder builder(int databasePort, int port, int managementPort, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(command.stream(), Arrays.stream(arguments)).toList());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        Database.url(databasePort, Database.USER),
                        "QUARKUS_DATASOURCE_USERNAME",
                        Database.USER,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        "none",
                        "QUARKUS_HTTP_PORT",
                        String.valueOf(port),
                        "QUARKUS_MANAGEMENT_PORT",
                        String.valueOf(managementPort),
                        "ISSUER_URL",
                        "http://localhost",
                        "ISSUER_SIGNING_KEY",
                        TARGET.resolve("signing-key.pem").toString(),
                        "ISSUER_CREATE_KEY",
                        "true"));
        return builder;
    }

    private static String health(Server server, String kind) {
        return "http://127.0.0.1:" + server.managementPort + "/q/health/" + kind;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return matcher.group(1);
    }
}
