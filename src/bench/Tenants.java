package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many schools in one PostgreSQL: as rows of the same tables, which row-level security keeps apart, and as a database each. What
 * either costs, by the same statements, each of a school drawn from all.
 */
final class Tenants implements AutoCloseable {
    private static final Path FOLDER = Path.of("src/bench");
    private static final Path PAGE = Path.of("src/site/beyond-one-primary.md");
    private static final Pattern PLACE =
            Pattern.compile("(?s)(?<=<!-- src/bench/run --tenants -->\n).*?(?=<!-- end -->)");

    private static final int STUDENTS = 500;
    private static final int COURSES = 50;
    /** A student has five of each ten courses one after the other: this many times are two of the others free. */
    private static final int TWO_MORE = 4;

    private static final String ROWS = "rows_of_all";
    private static final String ROLE = "of_a_school";
    private static final String SEARCH = """
            SELECT id, name FROM students
            WHERE (name || chr(10) || number || chr(10) || email) ILIKE '%' || :text || '%' ORDER BY id LIMIT 50
            """;
    private static final String CHANGESET = """
            ALTER TABLE students ADD COLUMN nickname text;
            CREATE INDEX student_courses_enrolled_at_idx ON student_courses (enrolled_at)
            """;

    private final Options options;
    private final Database database;
    private final Random random = new Random(1);
    private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
    private final AtomicLong[] enrollments;
    private final String courses;
    private final String enroll;

    /** A statement with values in the places of its names. */
    private record Sql(String text, List<Object> values) {
        private static final Pattern NAME = Pattern.compile("(?<!:):(\\w+)");

        static Sql of(String named, Map<String, Object> values) {
            List<Object> inOrder = new ArrayList<>();
            Matcher names = NAME.matcher(named);
            String text = names.replaceAll(name -> {
                inOrder.add(values.get(name.group(1)));
                return "?";
            });
            return new Sql(text, inOrder);
        }
    }

    private interface Request {
        Sql of(int school, boolean ownIds);
    }

    /** One of the two ways. */
    private abstract class Way implements AutoCloseable {
        final String name;
        final List<Connection> connections = new ArrayList<>();

        Way(String name) {
            this.name = name;
        }

        /** The connection for a caller and a school, and whether the school's ids begin with 1. */
        abstract Connection connection(int caller, int school);

        abstract boolean ownIds();

        abstract void name(Connection connection, int school) throws SQLException;

        void run(int caller, int school, Request request) throws SQLException {
            Connection connection = connection(caller, school);
            synchronized (connection) {
                name(connection, school);
                Sql sql = request.of(school, ownIds());
                try (PreparedStatement statement = connection.prepareStatement(sql.text)) {
                    for (int value = 0; value < sql.values.size(); value++) {
                        statement.setObject(value + 1, sql.values.get(value));
                    }
                    statement.execute();
                }
            }
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private Tenants(Options options) throws IOException, InterruptedException {
        this.options = options;
        database = new Database("max_connections=" + (options.tenants + 100));
        enrollments = new AtomicLong[options.tenants + 1];
        for (int school = 1; school <= options.tenants; school++) {
            enrollments[school] = new AtomicLong();
        }
        courses = statement("courses");
        enroll = statement("enroll");
    }

    private static String statement(String load) throws IOException {
        return Files.readString(FOLDER.resolve("limit/" + load + ".sql"))
                .replaceAll("(?m)^\\\\.*\n", "")
                .replaceAll(";\\s*$", "");
    }

    static void run(Options options) throws IOException, InterruptedException {
        try (Tenants tenants = new Tenants(options)) {
            tenants.make();
            try (Way rows = tenants.rows();
                    Way databases = tenants.databases()) {
                tenants.measure(List.of(rows, databases));
            }
            String table = tenants.table();
            System.out.print("\n" + table);
            if (options.write) {
                String block = Matcher.quoteReplacement("```\n" + table + "```\n");
                Files.writeString(PAGE, PLACE.matcher(Files.readString(PAGE)).replaceFirst(block));
            }
        } catch (SQLException | ExecutionException e) {
            throw new IOException(e);
        }
    }

    private void make() throws IOException, InterruptedException, SQLException {
        System.err.println("schema");
        Service.onJvm(Programs.java(), database).prepare(database.port);
        database.sql("postgres", "CREATE DATABASE " + ROWS + " TEMPLATE " + Database.USER);
        Programs.run(database.script(Database.USER, FOLDER.resolve("tenants/school.sql"), Map.of("school", 1)));
        database.sql("VACUUM ANALYZE");
        System.err.printf("%,d schools as rows%n", options.tenants);
        Programs.run(database.script(ROWS, FOLDER.resolve("tenants/rows.sql"), Map.of()));
        long begun = System.nanoTime();
        String school = Files.readString(FOLDER.resolve("tenants/school.sql"));
        try (Connection connection = connect(ROWS, Database.USER);
                Statement statement = connection.createStatement()) {
            for (int number = 1; number <= options.tenants; number++) {
                statement.execute("SET school.id = " + number);
                statement.execute(school.replace(":school", String.valueOf(number)));
            }
        }
        add("seconds to make them", ROWS, since(begun));
        database.sql(ROWS, "VACUUM ANALYZE");
        add("GB on disk", ROWS, gigabytes(ROWS));
        System.err.printf("%,d schools as databases%n", options.tenants);
        begun = System.nanoTime();
        try (Connection connection = connect("postgres", Database.USER);
                Statement statement = connection.createStatement()) {
            for (int number = 1; number <= options.tenants; number++) {
                statement.execute("CREATE DATABASE " + database(number) + " TEMPLATE " + Database.USER);
            }
        }
        add("seconds to make them", Database.USER, since(begun));
        add("GB on disk", Database.USER, options.tenants * gigabytes(Database.USER));
    }

    private double gigabytes(String name) throws IOException, InterruptedException {
        return Double.parseDouble(database.sql("SELECT pg_database_size('" + name + "') / 1e9"));
    }

    private static String database(int school) {
        return Database.USER + "_" + school;
    }

    private Connection connect(String name, String user) throws SQLException {
        return DriverManager.getConnection(Database.url(database.port, name)
                + "?prepareThreshold=1&preparedStatementCacheQueries=64&user=" + user);
    }

    private Way rows() throws SQLException {
        Way way = new Way(ROWS) {
            @Override
            Connection connection(int caller, int school) {
                return connections.get(caller);
            }

            @Override
            boolean ownIds() {
                return false;
            }

            @Override
            void name(Connection connection, int school) throws SQLException {
                try (PreparedStatement name = connection.prepareStatement("SELECT set_config('school.id', ?, false)")) {
                    name.setString(1, String.valueOf(school));
                    name.execute();
                }
            }
        };
        for (int caller = 0; caller < Figures.CLIENTS; caller++) {
            way.connections.add(connect(ROWS, ROLE));
        }
        return way;
    }

    private Way databases() throws SQLException {
        Way way = new Way(Database.USER) {
            @Override
            Connection connection(int caller, int school) {
                return connections.get(school - 1);
            }

            @Override
            boolean ownIds() {
                return true;
            }

            @Override
            void name(Connection connection, int school) {
                // it is that of the connection
            }
        };
        for (int school = 1; school <= options.tenants; school++) {
            way.connections.add(connect(database(school), Database.USER));
        }
        return way;
    }

    private void measure(List<Way> ways) throws SQLException, ExecutionException, InterruptedException, IOException {
        Map<String, Request> requests = new LinkedHashMap<>();
        requests.put("a student's courses", this::courses);
        requests.put("a part of a name", this::search);
        requests.put("enroll in two courses", this::enroll);
        List<Way> turns = new ArrayList<>(ways);
        System.err.println("warming up");
        for (Way way : turns) {
            for (int school = 1; school <= options.tenants; school++) {
                for (Request request : requests.values()) {
                    way.run(school % Figures.CLIENTS, school, request);
                }
            }
        }
        for (int round = 0; round < options.rounds; round++) {
            System.err.printf("round %d of %d%n", round + 1, options.rounds);
            for (var request : requests.entrySet()) {
                for (Way way : turns) {
                    load(request.getKey(), way, request.getValue());
                }
            }
            Collections.reverse(turns);
        }
        for (Way way : ways) {
            add("MB of the sessions", way.name, megabytes(way));
            add("sessions", way.name, (double) way.connections.size());
            add("seconds to change the schema", way.name, changeset(way));
            add("seconds to dump one school", way.name, dump(way));
        }
    }

    private Sql courses(int school, boolean ownIds) {
        return Sql.of(courses, Map.of("student", student(school, ownIds, random.nextInt(STUDENTS))));
    }

    private Sql search(int school, boolean ownIds) {
        return Sql.of(SEARCH, Map.of("text", "lovelace"));
    }

    private Sql enroll(int school, boolean ownIds) {
        long number = enrollments[school].getAndIncrement();
        if (number >= (long) STUDENTS * TWO_MORE) {
            throw new IllegalStateException("Enrolled in all: fewer rounds or seconds");
        }
        int student = (int) (number % STUDENTS);
        int next = student + 2 + 2 * (int) (number / STUDENTS);
        long before = ownIds ? 0 : (long) COURSES * (school - 1);
        return Sql.of(
                enroll,
                Map.of(
                        "student", student(school, ownIds, student),
                        "first", before + 1 + next % COURSES,
                        "second", before + 1 + (next + 1) % COURSES));
    }

    private static long student(int school, boolean ownIds, int place) {
        return (ownIds ? 0 : (long) STUDENTS * (school - 1)) + 1 + place;
    }

    private void load(String what, Way way, Request request) throws ExecutionException, InterruptedException {
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
    private double megabytes(Way way) throws IOException, InterruptedException {
        String pids = database.sql("SELECT pid FROM pg_stat_activity WHERE datname "
                + (way.name.equals(ROWS) ? "= '" + ROWS + "'" : "LIKE '" + Database.USER + "\\_%'"));
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

    private double changeset(Way way) throws SQLException {
        long begun = System.nanoTime();
        if (way.name.equals(ROWS)) {
            try (Connection owner = connect(ROWS, Database.USER);
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

    private double dump(Way way) throws IOException, InterruptedException {
        ProcessBuilder dump = way.name.equals(ROWS)
                ? database.dump(ROWS, ROLE, "--enable-row-security", "--data-only")
                : database.dump(database(1), Database.USER);
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
            "%,d schools of %d students".formatted(options.tenants, STUDENTS), "rows", "a database each"
        });
        figures.forEach((what, ways) -> rows.add(new String[] {
            what, number(Figures.median(ways.get(ROWS))), number(Figures.median(ways.get(Database.USER)))
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
