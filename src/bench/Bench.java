package bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Measures the service beside what PostgreSQL does with the same statements: README.md says how and what. */
public final class Bench implements AutoCloseable {
    private final Options options;
    private final Path java = Programs.java();
    private final Database database = new Database();
    private final Meter meter;
    private final Figures figures = new Figures();
    private final List<Service> services = new ArrayList<>();
    private final List<Contender> contenders = new ArrayList<>();
    private final Map<String, Server> servers = new LinkedHashMap<>();

    private Bench(Options options) throws IOException, InterruptedException {
        this.options = options;
        meter = new Meter(database, options);
    }

    public static void main(String... arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            Options options = Options.of(arguments);
            if (!Programs.isThere("wrk")) {
                throw new IOException("There is no wrk: apt-get install wrk");
            }
            Files.createDirectories(Contender.TARGET);
            if (!options.growth.isEmpty()) {
                Growth.run(options);
                return;
            }
            if (options.tenants > 0) {
                Tenants.run(options);
                return;
            }
            if (options.before != null) {
                Before.run(options);
                return;
            }
            try (Bench bench = new Bench(options)) {
                bench.prepare();
                if (options.overload) {
                    System.out.print(new Overload(bench.services.get(0), bench.database, options).table());
                } else if (options.profile) {
                    bench.profile();
                } else {
                    bench.measure();
                    bench.report();
                }
            }
        } catch (IllegalArgumentException | NoSuchElementException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void prepare() throws IOException, InterruptedException {
        Service service = Service.onJvm(java, database);
        say("schema and data: %,d students".formatted(options.students));
        service.prepare(database.port);
        meter.makeData();
        services.add(service);
        if (options.nativeExecutable != null) {
            services.add(Service.executable(options.nativeExecutable, service));
        }
        contenders.addAll(services);
        if (options.peers) {
            contenders.add(Peer.spring(java));
            contenders.add(Peer.flask());
        }
    }

    private void profile() throws IOException, InterruptedException {
        Profile profile = new Profile();
        Service service = services.get(0);
        try (Server server = service.start(database.port)) {
            for (Load load : options.loads) {
                meter.warmUp(server, load);
                System.out.println(load.title + ": "
                        + profile.of(
                                server.process(),
                                load.key,
                                () -> meter.requests(server, load, Figures.CLIENTS, options.seconds)));
            }
        }
        try (Server server = service.with(Profile.TRACKED).start(database.port)) {
            for (Load load : options.loads) {
                meter.requests(server, load, Figures.MORE_CLIENTS.get(0), options.seconds);
            }
            System.out.println("memory: " + Profile.ofMemory(java, server.process()));
        }
        System.out.println("start: " + Profile.ofStart(service.timedStart(database.port, authorization())));
    }

    private void measure() throws IOException, InterruptedException {
        count();
        start();
        for (Contender contender : contenders) {
            servers.put(contender.name(), contender.start(database.port));
        }
        for (Load load : options.loads) {
            say("warming up: " + load.title);
            for (Server server : servers.values()) {
                if (server.contender.has(load)) {
                    meter.warmUp(server, load);
                }
            }
        }
        for (int round = 0; round < options.rounds; round++) {
            for (Load load : options.loads) {
                say("round %d of %d: %s".formatted(round + 1, options.rounds, load.title));
                for (String side : turns(round)) {
                    measure(load, side);
                }
            }
        }
        if (options.importRows > 0) {
            importing();
        }
    }

    /** Who is first in one round is last in the next. */
    private List<String> turns(int round) {
        List<String> sides = new ArrayList<>(List.of(Figures.LIMIT));
        sides.addAll(servers.keySet());
        if (round % 2 == 1) {
            Collections.reverse(sides);
        }
        return sides;
    }

    private String authorization() throws IOException, InterruptedException {
        try (Server server = services.get(0).start(database.port)) {
            return services.get(0).authorization(server);
        }
    }

    private void measure(Load load, String side) throws IOException, InterruptedException {
        if (side.equals(Figures.LIMIT)) {
            figures.add(load, side, Figures.CLIENTS, meter.limit(load, Figures.CLIENTS, options.seconds));
            return;
        }
        Server server = servers.get(side);
        if (!server.contender.has(load)) {
            return;
        }
        // it was idle while the others had their turns
        meter.requests(server, load, Figures.CLIENTS, options.seconds);
        figures.add(load, side, Figures.CLIENTS, meter.requests(server, load, Figures.CLIENTS, options.seconds));
        if (server.contender instanceof Service) {
            for (int clients : options.moreClients) {
                figures.add(load, side, clients, meter.requests(server, load, clients, options.seconds));
                if (clients == Figures.MORE_CLIENTS.get(0)) {
                    figures.resident(side, Processor.megabytes(server.process()));
                }
            }
        } else {
            figures.resident(side, Processor.megabytes(server.process()));
        }
    }

    private void count() throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            say("statements and round trips of " + contender.name());
            try (RoundTrips trips = new RoundTrips(database.port);
                    Server server = contender.start(trips.port())) {
                for (Load load : options.loads.stream().filter(contender::has).toList()) {
                    // the first ones look types up, and prepare statements
                    meter.requests(server, load, 1, 1);
                    figures.counted(load, contender.name(), meter.count(server, load, trips));
                }
            }
        }
    }

    private void start() throws IOException, InterruptedException {
        String authorization = authorization();
        for (int start = 0; start < options.starts; start++) {
            say("start %d of %d".formatted(start + 1, options.starts));
            for (Service service : services) {
                figures.started(service.name(), service.megabytes(), service.timedStart(database.port, authorization));
            }
        }
    }

    private void importing() throws IOException, InterruptedException {
        Path file = meter.importFile(false);
        Path staged = meter.importFile(true);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds; round++) {
            say("round %d of %d: import of %,d enrollments".formatted(round + 1, options.rounds, options.importRows));
            ProcessBuilder psql = database.script(Path.of("src/bench/limit/import.sql"), Map.of());
            psql.redirectInput(Redirect.from(staged.toFile()));
            seconds.computeIfAbsent(Figures.LIMIT, side -> new ArrayList<>()).add(meter.importSeconds(psql));
            for (Service service : services) {
                ProcessBuilder command = service.command(database.port, "import", "--enrollments", file.toString());
                seconds.computeIfAbsent(service.name(), side -> new ArrayList<>())
                        .add(meter.importSeconds(command));
            }
        }
        figures.imported(options.importRows, seconds);
    }

    private void report() throws IOException, InterruptedException {
        String what = "%,d students, 1,000 courses, %,d enrollments, %,d fees. %d rounds of %d s, medians."
                .formatted(
                        options.students,
                        5 * options.students,
                        options.fees() * options.students,
                        options.rounds,
                        options.seconds);
        String machine = machine();
        String table = what + "\n" + machine + "\n\n" + figures.table();
        System.out.println();
        System.out.print(table);
        String targets = Targets.table(figures);
        System.out.print("\n" + targets);
        if (options.write) {
            Targets.store(targets, what + " " + machine + ".");
        }
        Map<String, Object> document = figures.document();
        document.put("machine", machine);
        document.put("what", what);
        Path json = Files.writeString(Contender.TARGET.resolve("figures.json"), Json.of(document) + "\n");
        Path folder = options.write ? Path.of("src/bench") : Contender.TARGET;
        Path picture = Files.writeString(folder.resolve("figures.svg"), Picture.of(figures.lines(), machine));
        Path text = Files.writeString(folder.resolve("figures.txt"), table);
        System.out.printf("%n%s, %s, %s%n", json, picture, text);
    }

    private String machine() throws IOException, InterruptedException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return "%d x %s, JDK %d, PostgreSQL %s, %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model,
                        Programs.javaVersion(java),
                        database.version(),
                        LocalDate.now());
    }

    private static void say(String what) {
        System.err.println(what);
    }

    @Override
    public void close() {
        servers.values().forEach(Server::close);
        database.close();
    }
}
