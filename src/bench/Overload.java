package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;

/** What callers get of the service when they ask for ten times what it can serve, and when its database is slow or stopped besides. */
final class Overload {
    private static final int TIMES = 10;
    /** Who keep the service as busy as it can be. */
    private static final int CALLERS = 64;
    /** Of full speed; more is chance. */
    private static final double FULL = 0.9;

    private static final String ROW = "%-18s %9s %9s %8s %7s %7s %8s %11s %11s %7s %5s %7s %17s %9s %9s%n";
    private static final String LOCK = "BEGIN; LOCK TABLE students; SELECT pg_sleep(600)";
    private static final String UNLOCK =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = '" + LOCK + "'";

    private final Service service;
    private final Database database;
    private final Options options;
    private String authorization;

    private interface Event {
        void come() throws IOException, InterruptedException;
    }

    /** What is asked for, and what happens to the database meanwhile. */
    private record Scenario(String title, LongFunction<byte[]> requests, Event begin, Event end) {}

    Overload(Service service, Database database, Options options) {
        this.service = service;
        this.database = database;
        this.options = options;
    }

    String table() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder(ROW.formatted(
                "",
                "full a s",
                "asked a s",
                "of full",
                "p50 ms",
                "p99 ms",
                "refused",
                "refused p50",
                "refused p99",
                "closed",
                "late",
                "unsent",
                "MB",
                "full in s",
                "probe ms"));
        Event nothing = () -> {};
        for (Scenario scenario : List.of(
                new Scenario("reads", this::roster, nothing, nothing),
                new Scenario("enrollments", this::enrollment, nothing, nothing),
                new Scenario("slow database", this::roster, () -> database.session(LOCK), () -> database.sql(UNLOCK)),
                new Scenario("stopped database", this::roster, database::end, database::start))) {
            System.err.println("ten times what can be served: " + scenario.title);
            try (Server server = service.start(database.port)) {
                authorization = service.authorization(server);
                table.append(row(scenario, server));
            }
        }
        return table.toString();
    }

    private String row(Scenario scenario, Server server) throws IOException, InterruptedException {
        try (Callers callers = new Callers(server.port, scenario.requests);
                Watch watch = new Watch(server)) {
            double warm = callers.oneAfterTheOther(CALLERS, 2 * options.seconds).servedASecond();
            callers.atRate(TIMES * warm, options.seconds / 2.0);
            callers.oneAfterTheOther(CALLERS, options.seconds);
            List<Double> megabytes = new ArrayList<>();
            watch.megabytes();
            Answers full = callers.oneAfterTheOther(CALLERS, options.seconds);
            megabytes.add(watch.megabytes());
            watch.slowestMillis();
            scenario.begin.come();
            Answers over = callers.atRate(TIMES * full.servedASecond(), 2 * options.seconds);
            megabytes.add(watch.megabytes());
            double probe = watch.slowestMillis();
            scenario.end.come();
            Answers after = callers.oneAfterTheOther(CALLERS, 2 * options.seconds);
            megabytes.add(watch.megabytes());
            return ROW.formatted(
                    scenario.title,
                    "%,.0f".formatted(full.servedASecond()),
                    "%,.0f".formatted(over.dueASecond()),
                    "%.2f".formatted(over.servedASecond() / full.servedASecond()),
                    "%,.0f".formatted(over.served(50)),
                    "%,.0f".formatted(over.served(99)),
                    "%.2f".formatted(over.partRefused()),
                    "%,.0f".formatted(over.refused(50)),
                    "%,.0f".formatted(over.refused(99)),
                    "%.2f".formatted(1.0 * over.closed / over.due),
                    "%.2f".formatted(1.0 * over.late / over.due),
                    "%.2f".formatted(1.0 * over.unsent / over.due),
                    "%.0f %.0f %.0f".formatted(megabytes.get(0), megabytes.get(1), megabytes.get(2)),
                    "%.2f".formatted(after.secondsUntil(FULL * full.servedASecond())),
                    "%,.0f".formatted(probe));
        }
    }

    private byte[] roster(long number) {
        return bytes("GET", "/api/courses/" + ThreadLocalRandom.current().nextInt(1, 1001) + "/students?limit=50", "");
    }

    /** In courses that the student does not take, as in load.lua. */
    private byte[] enrollment(long number) {
        long student = 1 + number * 7919 % options.students;
        long other = student + 1 + 2 * (number / options.students);
        return bytes(
                "POST",
                "/api/students/" + student + "/courses",
                "{\"course_ids\":[%d,%d]}".formatted(1 + other % 1000, 1 + (other + 1) % 1000));
    }

    private byte[] bytes(String method, String path, String body) {
        return """
                %s %s HTTP/1.1
                Host: localhost
                Authorization: %s
                Content-Type: application/json
                Content-Length: %d

                %s""".formatted(method, path, authorization, body.length(), body)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
