package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a user might write instead, on the usual frameworks: no tokens, no audit, no log of accesses. */
final class Peer implements Contender {
    private static final String POM = "src/bench/peers/spring/pom.xml";

    private final String name;
    private final List<String> command;

    private Peer(String name, List<String> command) {
        this.name = name;
        this.command = command;
    }

    static Peer spring(Path java) throws IOException, InterruptedException {
        Programs.run("./mvnw", "-B", "-ntp", "-q", "-f", POM, "package");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(Service.JVM_IN_512_MIB);
        command.addAll(List.of("-jar", TARGET.resolve("spring/peer.jar").toString()));
        return new Peer("spring", command);
    }

    /** Of Debian's packages, whatever other Python is on the PATH. */
    static Peer flask() throws IOException, InterruptedException {
        try {
            Programs.run("/usr/bin/python3", "-c", "import flask, sqlalchemy, psycopg2, gunicorn");
        } catch (IOException missing) {
            throw new IOException(
                    "apt-get install python3-flask python3-sqlalchemy python3-psycopg2 gunicorn", missing);
        }
        String workers = String.valueOf(2 * Runtime.getRuntime().availableProcessors());
        return new Peer(
                "flask",
                List.of(
                        "/usr/bin/python3 -m gunicorn --chdir src/bench/peers --worker-class gthread --workers %s --threads 4 flask_peer:app"
                                .formatted(workers)
                                .split(" ")));
    }

    /** Notices, fees and marks are beyond what is compared. */
    @Override
    public boolean has(Load load) {
        return !Set.of(Load.UNREAD, Load.BALANCE, Load.MARK_SHEET, Load.REPORT_CARD)
                .contains(load);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Server start(int databasePort) throws IOException, InterruptedException {
        int port = Programs.freePort();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "PEER_PORT",
                        String.valueOf(port),
                        "GUNICORN_CMD_ARGS",
                        "--bind 127.0.0.1:" + port,
                        "PEER_DATABASE",
                        "postgresql://127.0.0.1:" + databasePort + "/" + Database.USER,
                        "PEER_USER",
                        Database.USER));
        Server server = new Server(this, builder, port, 0);
        server.awaitOk(server.url("/api/students/1"));
        return server;
    }

    @Override
    public String authorization(Server server) {
        return "none";
    }
}
