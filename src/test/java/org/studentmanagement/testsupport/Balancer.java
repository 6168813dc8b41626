package org.studentmanagement.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** HAProxy before replicas of the service: each request to the next of those that are ready. */
public final class Balancer implements AutoCloseable {
    private final Process process;
    private final int port;

    /** @param folder an empty one */
    public Balancer(Path folder, List<ServingProcess> replicas) throws IOException {
        port = ClusterPrograms.freePort();
        Path own = ClusterPrograms.folder(folder, "balancer");
        String servers = replicas.stream()
                .map(replica -> "    server replica%1$d 127.0.0.1:%1$d check port %2$d inter 200 fall 1 rise 1%n"
                        .formatted(replica.port(), replica.managementPort()))
                .collect(Collectors.joining());
        Path settings = Files.writeString(own.resolve("haproxy.cfg"), """
                defaults
                    mode http
                    timeout connect 2s
                    timeout client 30s
                    timeout server 30s
                    option redispatch 1
                frontend callers
                    bind 127.0.0.1:%d
                    default_backend service
                backend service
                    balance roundrobin
                    option httpchk GET /q/health/ready
                %s""".formatted(port, servers));
        Path log = folder.resolve("haproxy.log");
        process = ClusterPrograms.start(log, "haproxy", "-db", "-f", settings.toString());
        Awaitility.await("HAProxy, which says in " + log + " why it does not start")
                .until(this::listens);
    }

    private boolean listens() {
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
