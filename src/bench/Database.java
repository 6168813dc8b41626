package bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of its own in a temporary folder, which goes with it. It does not run as root. */
final class Database implements Closeable {
    static final String USER = "school";
    private static final int WAIT_SECONDS = 60;
    /** As production has it in a machine of this size: a fifth of the memory, commits that are on the disk. */
    private static final List<String> SETTINGS = List.of(
            "shared_buffers=" + Math.min(8192, physicalMegabytes() / 5) + "MB",
            "max_wal_size=8GB",
            "checkpoint_timeout=15min",
            "random_page_cost=1.1",
            "max_connections=200",
            "shared_preload_libraries=pg_stat_statements",
            "logging_collector=off");

    private final Path bin = Programs.postgresqlBin();
    private final Path folder;
    private final List<String> settings;
    private Process process;
    final int port = Programs.freePort();

    /** @param others settings that differ from those */
    Database(String... others) throws IOException, InterruptedException {
        settings = Stream.concat(SETTINGS.stream(), Stream.of(others)).toList();
        folder = Path.of(
                asOwner("mktemp", "-d", "/tmp/student-management-bench-XXXXXX").strip());
        initialize();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        start();
        sql("postgres", "CREATE DATABASE " + USER);
    }

    private void initialize() throws IOException, InterruptedException {
        asOwner(
                bin + "/initdb",
                "-N",
                "-D",
                folder + "/data",
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8");
    }

    /** Returns when it can be asked. */
    void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(bin + "/postgres", "-D", folder + "/data"));
        command.addAll(List.of("-p", String.valueOf(port), "-k", folder.toString(), "-h", "127.0.0.1"));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        process = owners(command.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IOException("PostgreSQL has ended:\n" + Files.readString(folder.resolve("log")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        return new ProcessBuilder(bin + "/pg_isready", "-q", "-h", "127.0.0.1", "-p", String.valueOf(port))
                        .start()
                        .waitFor()
                == 0;
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Returns the URL of a database beside that of the benchmark. */
    String create(String database) throws IOException, InterruptedException {
        sql("postgres", "CREATE DATABASE " + database);
        return url(port, database);
    }

    void drop(String database) throws IOException, InterruptedException {
        sql("postgres", "DROP DATABASE " + database);
    }

    String version() throws IOException, InterruptedException {
        return sql("SHOW server_version");
    }

    long ticks() throws IOException {
        return Processor.ticks(process.toHandle());
    }

    /** Returns the rows of a query, the values with a bar between. */
    String sql(String query) throws IOException, InterruptedException {
        return sql(USER, query);
    }

    String sql(String database, String query) throws IOException, InterruptedException {
        return Programs.run(client("psql", database, Map.of(), "-XqAt", "-c", query))
                .strip();
    }

    /** A script, with its variables. */
    ProcessBuilder script(Path script, Map<String, Object> variables) {
        return script(USER, script, variables);
    }

    ProcessBuilder script(String database, Path script, Map<String, Object> variables) {
        return client(
                "psql", database, variables, "-Xqo", "/dev/null", "-v", "ON_ERROR_STOP=1", "-f", script.toString());
    }

    ProcessBuilder dump(String database, String user, String... options) {
        List<String> command = new ArrayList<>(List.of(bin.resolve("pg_dump").toString()));
        command.addAll(List.of("-h", "127.0.0.1", "-p", String.valueOf(port), "-U", user));
        command.addAll(Arrays.asList(options));
        command.add(database);
        return new ProcessBuilder(command);
    }

    ProcessBuilder pgbench(Map<String, Object> variables, String... options) {
        return client("pgbench", USER, variables, options);
    }

    private ProcessBuilder client(String program, String database, Map<String, Object> variables, String... options) {
        List<String> command = new ArrayList<>(List.of(bin.resolve(program).toString()));
        command.addAll(List.of("-h", "127.0.0.1", "-p", String.valueOf(port), "-U", USER));
        variables.forEach(
                (name, value) -> command.addAll(List.of(program.equals("psql") ? "-v" : "-D", name + "=" + value)));
        command.addAll(Arrays.asList(options));
        command.add(database);
        return new ProcessBuilder(command);
    }

    /** A session that runs some SQL, and what that holds, until it is told to end. */
    Process session(String query) throws IOException {
        return client("psql", USER, Map.of(), "-XqAt", "-c", query)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Until nothing is under way: a load leaves its last requests to themselves. */
    void awaitQuiet() throws IOException, InterruptedException {
        int quiet = 0;
        while (quiet < 2) {
            String busy = sql("SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = '"
                    + USER + "' AND state <> 'idle' AND backend_type = 'client backend'");
            quiet = busy.equals("0") ? quiet + 1 : 0;
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static String asOwner(String... command) throws IOException, InterruptedException {
        return Programs.run(owners(command));
    }

    private static ProcessBuilder owners(String... command) {
        List<String> all = new ArrayList<>();
        if (Programs.isRoot()) {
            all.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        all.addAll(Arrays.asList(command));
        return new ProcessBuilder(all).directory(Path.of("/tmp").toFile());
    }

    private static long physicalMegabytes() {
        try {
            String total = Files.readAllLines(Path.of("/proc/meminfo")).get(0);
            return Long.parseLong(total.replaceAll("\\D", "")) / 1024;
        } catch (IOException e) {
            throw new IllegalStateException("This is no Linux", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends it, until it is started again. */
    void end() throws IOException, InterruptedException {
        if (process != null && process.isAlive()) {
            // it may have been told to stop together with this program, and end by itself
            owners(bin + "/pg_ctl", "-D", folder + "/data", "-m", "fast", "stop")
                    .start()
                    .waitFor();
            process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private synchronized void stop() {
        try {
            end();
            asOwner("rm", "-rf", folder.toString());
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
