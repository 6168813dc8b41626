package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many schools in one PostgreSQL: as rows of the same tables, which row-level security keeps apart, and as a database each. What
 * either costs, by the same statements, each of a school drawn from all.
 */
final class Tenants implements AutoCloseable {
    private static final Path FOLDER = Path.of("src/bench");

    private static final String CHANGESET = """
            ALTER TABLE students ADD COLUMN nickname text;
            CREATE INDEX student_courses_enrolled_at_idx ON student_courses (enrolled_at)
            """;

    private final Options options;
    private final Database database;
    private final Random random = new Random(1);
    private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
    private final SchoolRequests requests;

    private Tenants(Options options) throws IOException, InterruptedException {
        this.options = options;
        database = new Database("max_connections=" + (options.tenants + 100));
        requests = new SchoolRequests(options.tenants);
    }

    static void run(Options options) throws IOException, InterruptedException {
        try (Tenants tenants = new Tenants(options)) {
            tenants.make();
            try (Tenancy rows = Tenancy.rows(tenants.database);
                    Tenancy databases = Tenancy.databases(tenants.database, options.tenants)) {
                tenants.measure(List.of(rows, databases));
            }
            String table = tenants.table();
            System.out.print("\n" + table);
            if (options.write) {
                Document.fill(Document.BEYOND_ONE_PRIMARY, "--tenants", "```\n" + table + "```\n");
            }
        } catch (SQLException | ExecutionException e) {
            throw new IOException(e);
        }
    }

    private void make() throws IOException, InterruptedException, SQLException {
        System.err.println("schema");
        Service.onJvm(Programs.java(), database).prepare(database.port);
        database.sql("postgres", "CREATE DATABASE " + Tenancy.ROWS + " TEMPLATE " + Database.USER);
        Programs.run(database.script(Database.USER, FOLDER.resolve("tenants/school.sql"), Map.of("school", 1)));
        database.sql("VACUUM ANALYZE");
        System.err.printf("%,d schools as rows%n", options.tenants);
        Programs.run(database.script(Tenancy.ROWS, FOLDER.resolve("tenants/rows.sql"), Map.of()));
        long begun = System.nanoTime();
        String school = Files.readString(FOLDER.resolve("tenants/school.sql"));
        try (Connection connection = Tenancy.connect(database, Tenancy.ROWS, Database.USER);
                Statement statement = connection.createStatement()) {
            for (int number = 1; number <= options.tenants; number++) {
                statement.execute("SET school.id = " + number);
                statement.execute(school.replace(":school", String.valueOf(number)));
            }
        }
        add("seconds to make them", Tenancy.ROWS, since(begun));
        database.sql(Tenancy.ROWS, "VACUUM ANALYZE");
        add("GB on disk", Tenancy.ROWS, gigabytes(Tenancy.ROWS));
        System.err.printf("%,d schools as databases%n", options.tenants);
        begun = System.nanoTime();
        try (Connection connection = Tenancy.connect(database, "postgres", Database.USER);
                Statement statement = connection.createStatement()) {
            for (int number = 1; number <= options.tenants; number++) {
                statement.execute("CREATE DATABASE " + Tenancy.database(number) + " TEMPLATE " + Database.USER);
            }
        }
        add("seconds to make them", Database.USER, since(begun));
        add("GB on disk", Database.USER, options.tenants * gigabytes(Database.USER));
    }

    private double gigabytes(String name) throws IOException, InterruptedException {
        return Double.parseDouble(database.sql("SELECT pg_database_size('" + name + "') / 1e9"));
    }

    private void measure(List<Tenancy> ways)
            throws SQLException, ExecutionException, InterruptedException, IOException {
        List<Tenancy> turns = new ArrayList<>(ways);
        System.err.println("warming up");
        for (Tenancy way : turns) {
            for (int school = 1; school <= options.tenants; school++) {
                for (SchoolRequests.Request request : requests.all().values()) {
                    way.run(school % Figures.CLIENTS, school, request);
                }
            }
        }
        for (int round = 0; round < options.rounds; round++) {
            System.err.printf("round %d of %d%n", round + 1, options.rounds);
            for (var request : requests.all().entrySet()) {
                for (Tenancy way : turns) {
                    load(request.getKey(), way, request.getValue());
                }
            }
            Collections.reverse(turns);
        }
        for (Tenancy way : ways) {
            add("MB of the sessions", way.name, megabytes(way));
            add("sessions", way.name, (double) way.connections.size());
            add("seconds to change the schema", way.name, changeset(way));
            add("seconds to dump one school", way.name, dump(way));
        }
    }

    private void load(String what, Tenancy way, SchoolRequests.Request request)
            throws ExecutionException, InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(Figures.CLIENTS);
        long begun = System.nanoTime();
        List<Future<List<Double>>> running = new ArrayList<>();
        for (int caller = 0; caller < Figures.CLIENTS; caller++) {
            int number = caller;
            Random schools = new Random(random.nextLong());
            running.add(callers.submit((Callable<List<Double>>) () -> {
                List<Double> millis = new ArrayList<>();
                while (since(begun) < options.seconds) {
                    long asked = System.nanoTime();
                    way.run(number, 1 + schools.nextInt(options.tenants), request);
                    millis.add(since(asked) * 1e3);
                }
                return millis;
            }));
        }
        List<Double> all = new ArrayList<>();
        for (Future<List<Double>> caller : running) {
            all.addAll(caller.get());
        }
        double seconds = since(begun);
        callers.shutdown();
        callers.awaitTermination(1, TimeUnit.MINUTES);
        add(what + ", a second", way.name, all.size() / seconds);
        add(what + ", p50 ms", way.name, Figures.median(all));
    }

    /** Of what no other process has. */
    private double megabytes(Tenancy way) throws IOException, InterruptedException {
        String pids = database.sql("SELECT pid FROM pg_stat_activity WHERE datname "
                + (way.name.equals(Tenancy.ROWS) ? "= '" + Tenancy.ROWS + "'" : "LIKE '" + Database.USER + "\\_%'"));
        double kilobytes = 0;
        for (String pid : pids.split("\\s+")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
                if (line.startsWith("Private_")) {
                    kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return kilobytes * 1024 / 1e6;
    }

    private double changeset(Tenancy way) throws SQLException {
        long begun = System.nanoTime();
        if (way.name.equals(Tenancy.ROWS)) {
            try (Connection owner = Tenancy.connect(database, Tenancy.ROWS, Database.USER);
                    Statement statement = owner.createStatement()) {
                statement.execute(CHANGESET);
            }
        } else {
            for (Connection connection : way.connections) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(CHANGESET);
                }
            }
        }
        return since(begun);
    }

    private double dump(Tenancy way) throws IOException, InterruptedException {
        ProcessBuilder dump = way.name.equals(Tenancy.ROWS)
                ? database.dump(Tenancy.ROWS, Tenancy.ROLE, "--enable-row-security", "--data-only")
                : database.dump(Tenancy.database(1), Database.USER);
        dump.environment().put("PGOPTIONS", "-c school.id=1");
        dump.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long begun = System.nanoTime();
        Programs.run(dump);
        return since(begun);
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void add(String what, String way, double figure) {
        figures.computeIfAbsent(what, key -> new LinkedHashMap<>())
                .computeIfAbsent(way, key -> new ArrayList<>())
                .add(figure);
    }

    private String table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {
            "%,d schools of %d students".formatted(options.tenants, SchoolRequests.STUDENTS), "rows", "a database each"
        });
        figures.forEach((what, ways) -> rows.add(new String[] {
            what, number(Figures.median(ways.get(Tenancy.ROWS))), number(Figures.median(ways.get(Database.USER)))
        }));
        return Figures.aligned(rows);
    }

    @Override
    public void close() {
        database.close();
    }

    private static String number(double figure) {
        return Figures.number(figure < 10 ? 2 : 0, figure);
    }
}
