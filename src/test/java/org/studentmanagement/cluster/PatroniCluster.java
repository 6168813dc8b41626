package org.studentmanagement.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.studentmanagement.testsupport.ClusterPrograms;
import org.studentmanagement.testsupport.Json;

/**
 * A cluster of PostgreSQL on this machine, with the settings that are shipped: two machines, of which the one is the synchronous standby of
 * the other, etcd, and HAProxy, which leads to the primary.
 */
final class PatroniCluster implements AutoCloseable {
    private static final Path PROXY = Path.of("src/main/docker/cluster/haproxy.cfg");

    /** A former primary has taken more than two minutes to follow the new one. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final int port = ClusterPrograms.freePort();
    private final List<PatroniNode> nodes = new ArrayList<>();
    private final List<Process> others = new ArrayList<>();

    /** Starts it, and waits until there is a standby. */
    PatroniCluster(Path folder) throws IOException, SQLException {
        try {
            int etcd = etcd(folder);
            for (String name : List.of("a", "b")) {
                nodes.add(new PatroniNode(name, folder, etcd));
            }
            proxy(folder);
            awaitStandby();
        } catch (IOException | SQLException | RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    static void require() {
        ClusterPrograms.require("patroni", "etcd", "haproxy");
    }

    /**
     * What the settings leave the cluster: the lease of the one that is gone, a turn of the one that takes its place, and a check of
     * HAProxy that has to wait for its answer.
     */
    static Duration bound() throws IOException {
        JsonNode settings =
                new YAMLMapper().readTree(Files.readString(PatroniNode.SHIPPED)).at("/bootstrap/dcs");
        return Duration.ofSeconds(settings.path("ttl").asInt()
                + settings.path("loop_wait").asInt()
                + seconds("timeout check")
                + seconds(" inter"));
    }

    private static int seconds(String setting) throws IOException {
        Matcher found = Pattern.compile(setting + " (\\d+)s\\b").matcher(Files.readString(PROXY));
        assertThat(found.find()).as(setting).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private int etcd(Path folder) throws IOException {
        int port = ClusterPrograms.freePort();
        String clients = "http://127.0.0.1:" + port;
        String peers = "http://127.0.0.1:" + ClusterPrograms.freePort();
        Path data = ClusterPrograms.folder(folder, "etcd");
        others.add(ClusterPrograms.start(
                folder.resolve("etcd.log"),
                "etcd",
                "--data-dir=" + data.resolve("data"),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers));
        return port;
    }

    private void proxy(Path folder) throws IOException {
        String servers = nodes.stream()
                .map(node -> "    server %s 127.0.0.1:%d port %d"
                        .formatted(node.name(), node.postgresPort(), node.restPort()))
                .collect(Collectors.joining("\n"));
        Path settings = folder.resolve("haproxy.cfg");
        Files.writeString(
                settings,
                Files.readString(PROXY)
                        .replaceFirst("bind \\S+", "bind 127.0.0.1:" + port)
                        .replaceFirst("(?m)(^    server .*$\\R?)+", servers + "\n"));
        others.add(ClusterPrograms.start(folder.resolve("haproxy.log"), "haproxy", "-db", "-f", settings.toString()));
    }

    /** Of a database, by way of HAProxy. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&password=secret".formatted(port, database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    PatroniNode primary() {
        return leader().orElseThrow();
    }

    PatroniNode standby() {
        PatroniNode primary = primary();
        return nodes.stream().filter(node -> node != primary).findFirst().orElseThrow();
    }

    /** Until what is acknowledged is on two machines again, and Patroni knows on which. */
    void awaitStandby() throws SQLException {
        Awaitility.await("a synchronous standby")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> {
                    JsonNode members = members(primary());
                    return members.findValuesAsText("role").contains("sync_standby") && replicates();
                });
    }

    /** Until another than this one is primary. */
    void awaitPrimaryInsteadOf(PatroniNode former) {
        Awaitility.await("another primary than " + former.name())
                .atMost(PATIENCE)
                .until(() -> leader().filter(leader -> leader != former).isPresent());
    }

    private boolean replicates() throws SQLException {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement();
                var standbys = statement.executeQuery("SELECT FROM pg_stat_replication WHERE sync_state = 'sync'")) {
            return standbys.next();
        }
    }

    /** As the machines themselves say: one that does not answer has no say. */
    private Optional<PatroniNode> leader() {
        return nodes.stream()
                .filter(node -> {
                    try {
                        return answer(node, "primary") == 200;
                    } catch (IOException away) {
                        return false;
                    }
                })
                .findFirst();
    }

    private int answer(PatroniNode node, String path) throws IOException {
        return ask(node, path).statusCode();
    }

    private JsonNode members(PatroniNode node) throws IOException {
        return Json.of(ask(node, "cluster").body()).path("members");
    }

    private HttpResponse<String> ask(PatroniNode node, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/%s".formatted(node.ownRestPort(), path)))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        // those who connect before those who are connected to
        for (int last = others.size() - 1; last >= 0; last--) {
            others.get(last).destroyForcibly().onExit().join();
        }
        for (PatroniNode node : nodes) {
            node.close();
        }
    }
}
