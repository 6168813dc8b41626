package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs a load against the database or a server, sees to it that all of it did what it says, and puts the rows back. */
final class Meter {
    private static final Path FOLDER = Path.of("src/bench");
    private static final int COUNTED_SECONDS = 2;
    /** A JVM goes on compiling what it runs: a load is warmed up until two turns bring less than this, or after so many. */
    private static final double GAIN = 1.05;

    private static final int MOST_TURNS = 8;
    private static final double MILLI = 1e-3;
    private static final double TICKS_A_SECOND = 100;
    private static final Pattern PGBENCH =
            Pattern.compile("(?s)actually processed: (\\d+).*failed transactions: (\\d+) .*tps = ([\\d.]+)");
    private static final Pattern WRK = Pattern.compile("figures (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    /** Of `enroll-500`, the same that load.lua sends. */
    private static final String HALF_OF_THE_COURSES = IntStream.rangeClosed(1, 1000)
            .filter(course -> (course - 1) % 200 < 100)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "{", "}"));

    private final Database database;
    private final Options options;
    private long seed = 1;

    /**
     * @param server seconds of the processor, as of the two after it
     * @param p50 milliseconds, as of the two after it
     */
    record Measured(
            double perSecond, double p50, double p99, double p999, double server, double database, double generator) {}

    /** @param requests that were not refused */
    private record Done(long requests, double perSecond, double p50, double p99, double p999) {}

    private interface Run {
        Done run() throws IOException, InterruptedException;
    }

    Meter(Database database, Options options) {
        this.database = database;
        this.options = options;
    }

    void makeData() throws IOException, InterruptedException {
        Programs.run(database.script(FOLDER.resolve("data.sql"), variables()));
    }

    /** The statements alone. */
    Measured limit(Load load, int clients, int seconds) throws IOException, InterruptedException {
        return measured(load, clients, null, () -> pgbench(load, clients, seconds));
    }

    Measured requests(Server server, Load load, int clients, int seconds) throws IOException, InterruptedException {
        String authorization = server.contender.authorization(server);
        return measured(load, clients, server, () -> wrk(server, authorization, load, clients, seconds));
    }

    void warmUp(Server server, Load load) throws IOException, InterruptedException {
        double quickest = 0;
        int idle = 0;
        for (int turn = 0; turn < MOST_TURNS && idle < 2; turn++) {
            double rate =
                    requests(server, load, Figures.CLIENTS, options.seconds).perSecond();
            idle = rate < GAIN * quickest ? idle + 1 : 0;
            quickest = Math.max(quickest, rate);
        }
    }

    /** Of some seconds with one caller, so that what is counted belongs to the request. */
    Figures.Counted count(Server server, Load load, RoundTrips trips) throws IOException, InterruptedException {
        String authorization = server.contender.authorization(server);
        database.sql("SELECT pg_stat_statements_reset()");
        long before = trips.count();
        Done done = wrk(server, authorization, load, 1, COUNTED_SECONDS);
        database.awaitQuiet();
        double roundTrips = trips.count() - before;
        // Those of each request; and a COMMIT that is prepared is counted by its first execution only.
        String own = " FROM pg_stat_statements WHERE calls > %d AND query NOT IN ('BEGIN', 'COMMIT')"
                .formatted(done.requests / 2);
        double statements = Double.parseDouble(database.sql("SELECT sum(calls)" + own));
        String queries = database.sql("SELECT json_agg(query)" + own);
        if (load.writes()) {
            checkStored(load, 1, done.requests);
            restore();
        }
        // of none that has ended nothing can be said
        double requests = done.requests == 0 ? Double.NaN : done.requests;
        return new Figures.Counted(statements / requests, roundTrips / requests, queries);
    }

    /** Seconds of an import; the rows are taken away again. */
    double importSeconds(ProcessBuilder importing) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Programs.run(importing);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long stored = enrollments() - 5 * options.students;
        if (stored != options.importRows) {
            throw new IOException("The import has stored " + stored + " rows.");
        }
        restore();
        return seconds;
    }

    /** In the form of the command's file, or of the one that is staged. */
    Path importFile(boolean staged) throws IOException, InterruptedException {
        Path file = Contender.TARGET.resolve(staged ? "staged.csv" : "import.csv");
        String rows = Files.readString(FOLDER.resolve("import-rows.sql"))
                .replace(":rows", String.valueOf(options.importRows))
                .replace(":students", String.valueOf(options.students));
        String columns = staged ? "*" : "student_number, course_code";
        String copy = "COPY (SELECT %s FROM (%s) file ORDER BY hashint8(line)) TO STDOUT (FORMAT csv, HEADER)"
                .formatted(columns, rows);
        Files.writeString(file, database.sql(copy) + "\n");
        return file;
    }

    private Measured measured(Load load, int clients, Server server, Run run) throws IOException, InterruptedException {
        long databaseTicks = database.ticks();
        long serverTicks = server == null ? 0 : Processor.ticks(server.process());
        long generatorTicks = Processor.ticksOfEndedChildren();
        Done done = run.run();
        Measured measured = new Measured(
                done.perSecond,
                done.p50,
                done.p99,
                done.p999,
                server == null ? 0 : (Processor.ticks(server.process()) - serverTicks) / TICKS_A_SECOND,
                (database.ticks() - databaseTicks) / TICKS_A_SECOND,
                (Processor.ticksOfEndedChildren() - generatorTicks) / TICKS_A_SECOND);
        if (load.writes()) {
            checkStored(load, clients, done.requests);
            restore();
        }
        return measured;
    }

    private Done pgbench(Load load, int clients, int seconds) throws IOException, InterruptedException {
        Map<String, Object> variables = variables();
        variables.putAll(Map.of("clients", clients, "half", HALF_OF_THE_COURSES, "n", 0));
        PgbenchLog log = new PgbenchLog(Contender.TARGET);
        ProcessBuilder pgbench = database.pgbench(
                variables,
                "-n",
                "-l",
                "--log-prefix=" + log.prefix(),
                "-M",
                "prepared",
                "-c",
                String.valueOf(clients),
                "-j",
                String.valueOf(threads()),
                "-T",
                String.valueOf(seconds),
                "--random-seed=" + seed++,
                "-f",
                FOLDER.resolve("limit/" + load.key + ".sql").toString());
        String said = Programs.run(pgbench);
        Matcher figures = found(PGBENCH, said);
        if (!figures.group(2).equals("0")) {
            throw new IOException(said);
        }
        double[] micros = log.percentiles(50, 99, 99.9);
        return new Done(
                Long.parseLong(figures.group(1)),
                Double.parseDouble(figures.group(3)),
                micros[0] * MILLI,
                micros[1] * MILLI,
                micros[2] * MILLI);
    }

    private Done wrk(Server server, String authorization, Load load, int clients, int seconds)
            throws IOException, InterruptedException {
        int threads = Math.min(clients, threads());
        String said = Programs.run(
                "wrk",
                "-t" + threads,
                "-c" + clients,
                "-d" + seconds,
                "--timeout",
                "10",
                "-s",
                FOLDER.resolve("load.lua").toString(),
                "-H",
                "Authorization: " + authorization,
                "-H",
                "Content-Type: application/json",
                server.url(""),
                "--",
                load.key,
                String.valueOf(options.students),
                String.valueOf(options.withdrawing()),
                String.valueOf(seed++),
                String.valueOf(threads),
                String.valueOf(options.courses),
                String.valueOf(options.classes()),
                String.valueOf(options.tests()));
        Matcher figures = found(WRK, said);
        List<Long> values = IntStream.rangeClosed(1, figures.groupCount())
                .mapToObj(group -> Long.parseLong(figures.group(group)))
                .toList();
        long refused = values.get(2);
        if (refused > 0 && clients == Figures.CLIENTS || values.get(3) > 0) {
            throw new IOException("%s, %s with %d clients: %d answers were refusals, %d requests got none.\n%s"
                    .formatted(server.contender.name(), load.title, clients, refused, values.get(3), said));
        }
        long served = values.get(0) - refused;
        double perSecond = served / (values.get(1) / 1e6);
        if (refused > 0) {
            return new Done(served, perSecond, Double.NaN, Double.NaN, Double.NaN);
        }
        return new Done(served, perSecond, values.get(4) * MILLI, values.get(5) * MILLI, values.get(6) * MILLI);
    }

    /** Half of the processors are for what is measured, and most of them for the database. */
    private static int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
    }

    /** No request was in vain, or counted and not carried out; those under way at the end are not counted, but carried out. */
    private void checkStored(Load load, int clients, long requests) throws IOException, InterruptedException {
        database.awaitQuiet();
        long stored = (enrollments() - 5 * options.students) / load.stored;
        if (stored < requests || stored > requests + 2L * clients) {
            throw new IOException("%s: %d requests have stored what %d store. More --students, or fewer --seconds?"
                    .formatted(load.title, requests, stored));
        }
    }

    private long enrollments() throws IOException, InterruptedException {
        return Long.parseLong(database.sql("SELECT count(*) FROM student_courses"));
    }

    private void restore() throws IOException, InterruptedException {
        Programs.run(database.script(FOLDER.resolve("restore.sql"), variables()));
    }

    private Map<String, Object> variables() {
        return new LinkedHashMap<>(Map.of(
                "students",
                options.students,
                "courses",
                options.courses,
                "withdrawing",
                options.withdrawing(),
                "classes",
                options.classes(),
                "tests",
                options.tests(),
                "fees",
                options.fees()));
    }

    private static Matcher found(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException(said);
        }
        return matcher;
    }
}
