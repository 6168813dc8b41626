package bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands before PostgreSQL, as if that were far away, and counts how often a client speaks after it has been answered. What a client
 * sends without waiting for the answer to what it has just sent arrives meanwhile, and is no round trip.
 */
final class RoundTrips implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int AWAY_MILLIS = 10;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong count = new AtomicLong();
    private final int databasePort;

    RoundTrips(int databasePort) throws IOException {
        this.databasePort = databasePort;
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    long count() {
        return count.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = socket.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), databasePort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            AtomicBoolean answered = new AtomicBoolean(true);
            daemon(() -> copy(client, server, () -> {
                if (answered.getAndSet(false)) {
                    count.incrementAndGet();
                }
            }));
            daemon(() -> copy(server, client, () -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AWAY_MILLIS));
                answered.set(true);
            }));
        }
    }

    private static void copy(Socket from, Socket to, Runnable heard) throws IOException {
        try (to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                heard.run();
                out.write(buffer, 0, read);
            }
        }
    }

    private interface Copying {
        void run() throws IOException;
    }

    private static void daemon(Copying copying) {
        Thread thread = new Thread(() -> {
            try {
                copying.run();
            } catch (IOException closed) {
                // by one side, and so by the other
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
