package org.studentmanagement.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;

/** PgBouncer in transaction mode, configured as the operations page says, before a database of {@link PostgresServer}. */
public final class Pooler implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final int port;

    /**
     * @param folder an empty one
     * @param size of its pool: how many server processes it has
     */
    public Pooler(Path folder, String database, int size) throws IOException {
        port = ClusterPrograms.freePort();
        Path own = ClusterPrograms.folder(folder, "pooler");
        Path users = Files.writeString(own.resolve("users"), "\"postgres\" \"\"\n");
        Path settings = Files.writeString(
                own.resolve("pgbouncer.ini"), """
                [databases]
                school = host=127.0.0.1 port=%d dbname=%s connect_query='SET statement_timeout = 5000; SET lock_timeout = 3000; SET idle_in_transaction_session_timeout = 30000; SET jit = off'
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits,options
                """.formatted(PostgresServer.port(), database, port, users, size));
        log = folder.resolve("pgbouncer.log");
        process = ClusterPrograms.start(log, "pgbouncer", settings.toString());
        Awaitility.await("PgBouncer, which says in " + log + " why it does not start")
                .until(this::listens);
    }

    private boolean listens() {
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As the service is to be told of it. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/school?user=postgres&prepareThreshold=0";
    }

    public String said() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
