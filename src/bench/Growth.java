package bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The same requests to schools of several sizes, each in a PostgreSQL of its own, in turns: what grows with the rows. */
final class Growth implements AutoCloseable {
    private static final int WARM_UP = 2;
    /** Of each page in a round. */
    private static final int TIMES = 20;

    private final Options options;
    private final Path java;
    private final List<School> schools = new ArrayList<>();
    private final Map<String, Map<School, List<Double>>> millis = new LinkedHashMap<>();
    private final Map<String, Map<School, List<Cost>>> costs = new LinkedHashMap<>();
    private final Random random = new Random(1);

    private record School(Options options, Database database, Server server, Meter meter) {}

    /** Of one request: microseconds of the processor, pages of PostgreSQL, and how many of them it did not have. */
    private record Cost(double service, double postgres, double pages, double read) {
        double all() {
            return service + postgres;
        }
    }

    private Growth(Options options, Path java) {
        this.options = options;
        this.java = java;
    }

    static void run(Options options) throws IOException, InterruptedException {
        // more courses than a small school has, and what no size changes
        options.loads.removeAll(Set.of(Load.ENROLL_500, Load.HOT, Load.SEATS));
        try (Growth growth = new Growth(options, Programs.java())) {
            growth.measure();
            String table = growth.table() + "\n" + growth.parts();
            System.out.print("\n" + table);
            Path folder = options.write ? Path.of("src/bench") : Contender.TARGET;
            System.out.println("\n" + Files.writeString(folder.resolve("growth.txt"), table));
            if (options.write) {
                Document.fill(Document.BEYOND_ONE_PRIMARY, "--growth", "```\n" + growth.ofOneProcessor() + "```\n");
            }
        }
    }

    private void measure() throws IOException, InterruptedException {
        for (long students : options.growth) {
            System.err.printf("schema and data: %,d students%n", students);
            schools.add(open(options.ofSize(students)));
        }
        for (int round = 0; round <= options.rounds; round++) {
            System.err.println(round == 0 ? "warming up" : "round %d of %d".formatted(round, options.rounds));
            for (Load load : options.loads) {
                for (School school : schools) {
                    int seconds = round == 0 ? WARM_UP * options.seconds : options.seconds;
                    add(load.title, school, measured(load, school, seconds));
                }
            }
            for (School school : schools) {
                pages(school);
            }
            if (round == 0) {
                millis.clear();
                costs.clear();
            }
        }
    }

    private double measured(Load load, School school, int seconds) throws IOException, InterruptedException {
        long[] before = pages(school.database);
        Meter.Measured measured = school.meter.requests(school.server, load, Figures.CLIENTS, seconds);
        double requests = measured.perSecond() * seconds;
        // the rows that were written are taken away again before the pages can be counted
        long[] after = load.writes() ? before : pages(school.database);
        costs.computeIfAbsent(load.title, key -> new LinkedHashMap<>())
                .computeIfAbsent(school, key -> new ArrayList<>())
                .add(new Cost(
                        measured.server() * 1e6 / requests,
                        measured.database() * 1e6 / requests,
                        (after[0] - before[0]) / requests,
                        (after[1] - before[1]) / requests));
        return measured.p50();
    }

    /** How many it has looked at, and how many of them it had to read. */
    private static long[] pages(Database database) throws IOException, InterruptedException {
        String[] pages = database.sql("SELECT pg_stat_force_next_flush(); SELECT blks_hit + blks_read, blks_read"
                        + " FROM pg_stat_database WHERE datname = current_database()")
                .strip()
                .split("\\D+");
        return new long[] {Long.parseLong(pages[pages.length - 2]), Long.parseLong(pages[pages.length - 1])};
    }

    private School open(Options size) throws IOException, InterruptedException {
        Database database = new Database();
        Service service = Service.onJvm(java, database);
        service.prepare(database.port);
        Meter meter = new Meter(database, size);
        meter.makeData();
        return new School(size, database, service.start(database.port), meter);
    }

    /** One caller, and rows drawn from all. */
    private void pages(School school) throws IOException, InterruptedException {
        long students = school.options.students;
        String authorization = school.server.contender.authorization(school.server);
        for (int time = 0; time < TIMES; time++) {
            long id = 1 + random.nextLong(students);
            HttpResponse<String> one = get(school, authorization, "/api/students/" + id);
            String name = one.body().replaceFirst("(?s).*\"name\":\"([^\"]+)\".*", "$1");
            String email = one.body().replaceFirst("(?s).*\"email\":\"([^\"]+)\".*", "$1");
            Map<String, String> pages = new LinkedHashMap<>();
            pages.put("the first page by id", "/api/students");
            pages.put("one anywhere", "/api/students?after=" + cursor("id", String.valueOf(id), id));
            pages.put("the first page by name", "/api/students?sort=name");
            pages.put("one anywhere by name", "/api/students?sort=name&after=" + cursor("name", '"' + name + '"', id));
            String domain = email.substring(email.indexOf('@') + 1);
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put("a text that one has", email.substring(2, email.indexOf('@') + 3));
            texts.put("a text that nobody has", "nobody" + id);
            texts.put("a text that 1 of 16 has", name.substring(1 + name.indexOf(' ')));
            texts.put("a text that 1 of 256 has", name);
            texts.put("a text that all have", domain);
            texts.put("a text of two letters", name.substring(0, 2));
            texts.forEach((what, text) -> {
                pages.put(what, "/api/students?q=" + text.replace(" ", "%20"));
                pages.put(what + ", by name", "/api/students?sort=name&q=" + text.replace(" ", "%20"));
            });
            for (var page : pages.entrySet()) {
                long begun = System.nanoTime();
                get(school, authorization, page.getValue());
                add(page.getKey(), school, (System.nanoTime() - begun) / 1e6);
            }
        }
    }

    private static String cursor(String sort, String key, long id) {
        String parts = "[\"%s\",%s,%d]".formatted(sort, key, id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(School school, String authorization, String path)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = Server.send(
                HttpRequest.newBuilder(URI.create(school.server.url(path))).header("Authorization", authorization));
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.body());
        }
        return answer;
    }

    private void add(String what, School school, double took) {
        millis.computeIfAbsent(what, key -> new LinkedHashMap<>())
                .computeIfAbsent(school, key -> new ArrayList<>())
                .add(took);
    }

    /** Milliseconds, medians, and how often those of the first size. */
    private String table() throws IOException, InterruptedException {
        List<String[]> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("p50 in milliseconds"));
        List<String> sizes = new ArrayList<>();
        String[] gigabytes = sizes();
        sizes.add(gigabytes[0]);
        for (School school : schools) {
            head.add("%,d students".formatted(school.options.students));
            sizes.add(gigabytes[1 + schools.indexOf(school)]);
            if (school != schools.get(0)) {
                head.add("times");
                sizes.add("");
            }
        }
        rows.add(head.toArray(String[]::new));
        millis.forEach((what, sides) -> {
            List<String> row = new ArrayList<>(List.of(what));
            double first = Figures.median(sides.get(schools.get(0)));
            for (School school : schools) {
                double median = Figures.median(sides.get(school));
                row.add(Figures.number(1, median));
                if (school != schools.get(0)) {
                    row.add(Figures.number(2, median / first));
                }
            }
            rows.add(row.toArray(String[]::new));
        });
        rows.add(sizes.toArray(String[]::new));
        return Figures.aligned(rows);
    }

    /** What a request costs, whatever else runs on the machine. */
    private String parts() {
        List<String[]> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("microseconds of the processor, and pages"));
        for (School school : schools) {
            head.addAll(
                    List.of("%,d students: service".formatted(school.options.students), "postgres", "pages", "read"));
        }
        rows.add(head.toArray(String[]::new));
        costs.forEach((what, sides) -> {
            List<String> row = new ArrayList<>(List.of(what));
            for (School school : schools) {
                for (ToDoubleFunction<Cost> part :
                        List.<ToDoubleFunction<Cost>>of(Cost::service, Cost::postgres, Cost::pages, Cost::read)) {
                    row.add(Figures.number(
                            1,
                            Figures.median(sides.get(school).stream()
                                    .map(part::applyAsDouble)
                                    .toList())));
                }
            }
            rows.add(row.toArray(String[]::new));
        });
        return Figures.aligned(rows);
    }

    /** What one processor serves, of service and database together. */
    private String ofOneProcessor() throws IOException, InterruptedException {
        List<String[]> rows = new ArrayList<>();
        rows.add(Stream.concat(
                        Stream.of("requests a second of one processor"),
                        schools.stream().map(school -> "%,d students".formatted(school.options.students)))
                .toArray(String[]::new));
        costs.forEach((what, sides) -> rows.add(Stream.concat(
                        Stream.of(what),
                        schools.stream()
                                .map(school -> Figures.median(sides.get(school).stream()
                                        .map(Cost::all)
                                        .toList()))
                                .map(micros -> Figures.number(0, 1e6 / micros)))
                .toArray(String[]::new)));
        rows.add(sizes());
        return Figures.aligned(rows);
    }

    private String[] sizes() throws IOException, InterruptedException {
        List<String> sizes = new ArrayList<>(List.of("GB on disk"));
        for (School school : schools) {
            sizes.add(Figures.number(
                    2, Double.parseDouble(school.database.sql("SELECT pg_database_size(current_database()) / 1e9"))));
        }
        return sizes.toArray(String[]::new);
    }

    @Override
    public void close() {
        for (School school : schools) {
            school.server.close();
            school.database.close();
        }
    }
}
