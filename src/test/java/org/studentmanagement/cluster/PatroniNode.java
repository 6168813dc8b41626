package org.studentmanagement.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.studentmanagement.testsupport.ClusterPrograms;
import org.studentmanagement.testsupport.Relay;

/** A machine of the cluster: Patroni with its PostgreSQL. Others reach it, and it reaches etcd, over a network that can be cut. */
final class PatroniNode implements AutoCloseable {
    static final Path SHIPPED = Path.of("src/main/docker/cluster/patroni.yaml");

    private final String name;
    private final Path folder;
    private final Path data;
    private final int restPort = ClusterPrograms.freePort();
    private final Relay etcd;
    private final Relay rest;
    private final Relay postgres;
    private Process patroni;

    /**
     * Starts it.
     *
     * @param parent the folder in which it has one of its own
     */
    PatroniNode(String name, Path parent, int etcdPort) throws IOException {
        this.name = name;
        folder = ClusterPrograms.folder(parent, name);
        data = folder.resolve("data");
        int postgresPort = ClusterPrograms.freePort();
        etcd = new Relay(etcdPort);
        rest = new Relay(restPort);
        postgres = new Relay(postgresPort);
        Path settings = Files.createDirectory(folder.resolve("settings"));
        Files.copy(SHIPPED, settings.resolve("1.yaml"));
        Files.writeString(settings.resolve("2.yaml"), """
                name: %1$s
                etcd3:
                  # else it would go to the address that etcd itself names
                  use_proxies: true
                  hosts: 127.0.0.1:%2$d
                restapi:
                  listen: 127.0.0.1:%3$d
                  connect_address: 127.0.0.1:%4$d
                postgresql:
                  listen: 127.0.0.1:%5$d
                  connect_address: 127.0.0.1:%6$d
                  data_dir: %7$s/data
                  bin_dir: %8$s
                  pgpass: %7$s/pgpass
                  authentication:
                    superuser: {username: postgres, password: secret}
                    replication: {username: replicator, password: secret}
                  parameters:
                    unix_socket_directories: %7$s
                """.formatted(
                        name,
                        etcd.port(),
                        restPort,
                        rest.port(),
                        postgresPort,
                        postgres.port(),
                        folder,
                        ClusterPrograms.servers()));
        start();
    }

    String name() {
        return name;
    }

    /** As others reach it. */
    int postgresPort() {
        return postgres.port();
    }

    /** As others reach it. */
    int restPort() {
        return rest.port();
    }

    /** What this machine itself knows of the cluster is asked there, whether others reach it or not. */
    int ownRestPort() {
        return restPort;
    }

    void start() throws IOException {
        patroni = ClusterPrograms.start(
                folder.resolve("log"), "patroni", folder.resolve("settings").toString());
    }

    /** All its processes, with -9. */
    void kill() throws IOException {
        signal("KILL");
        await();
    }

    /** As an operator, or a machine that is shut down. */
    void stop() throws IOException {
        patroni.destroy();
        await();
    }

    /** PostgreSQL goes on, and what it waits for is not changed. */
    void freezePatroni() throws IOException {
        signal("STOP", List.of(patroni.toHandle()));
    }

    void freeze() throws IOException {
        signal("STOP");
    }

    void thaw() throws IOException {
        signal("CONT");
    }

    /** From callers, from etcd and from the other machine, while its processes live on. */
    void cut() {
        Stream.of(postgres, rest, etcd).forEach(Relay::cut);
    }

    void heal() {
        Stream.of(etcd, rest, postgres).forEach(Relay::heal);
    }

    private void await() throws IOException {
        List<ProcessHandle> ending = processes();
        Awaitility.await("the end of " + name).until(() -> ending.stream().noneMatch(ProcessHandle::isAlive));
    }

    private void signal(String signal) throws IOException {
        signal(signal, processes());
    }

    private static void signal(String signal, List<ProcessHandle> processes) throws IOException {
        List<String> ids = processes.stream().map(process -> "" + process.pid()).toList();
        if (!ids.isEmpty()) {
            new ProcessBuilder(Stream.of(List.of("kill", "-" + signal), ids)
                            .flatMap(List::stream)
                            .toList())
                    .start()
                    .onExit()
                    .join();
        }
    }

    /** Patroni and PostgreSQL, which is not its child, first, then what these have started. */
    private List<ProcessHandle> processes() throws IOException {
        return Stream.concat(Stream.of(patroni.toHandle()), server())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .filter(ProcessHandle::isAlive)
                .distinct()
                .toList();
    }

    /** The file of one that was killed is still there, and its number may be another's. */
    private Stream<ProcessHandle> server() throws IOException {
        Path file = data.resolve("postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.stream()
                .limit(1)
                .flatMap(id -> ProcessHandle.of(Math.abs(Long.parseLong(id.strip()))).stream())
                .filter(process -> process.info().commandLine().orElse("").contains(data.toString()));
    }

    @Override
    public void close() throws IOException {
        kill();
        Stream.of(postgres, rest, etcd).forEach(Relay::close);
    }
}
