package org.studentmanagement.console;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port before the service that can be stopped and started: while it is stopped nothing listens, and no connection is left, as where
 * the service itself has ended.
 */
final class Relay implements AutoCloseable {
    private final int service;
    private final int port;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean deaf;

    /** @param service the port of the one that is served through it */
    Relay(int service) throws IOException {
        this.service = service;
        port = listen(0);
    }

    int port() {
        return port;
    }

    /** As if the service were killed. */
    void stop() {
        open.forEach(Relay::shut);
        open.clear();
    }

    void start() throws IOException {
        listen(port);
    }

    /** Whether what is asked from now on arrives, but the connections break before it is answered. */
    void loseAnswers(boolean lost) {
        deaf = lost;
    }

    private int listen(int wanted) throws IOException {
        ServerSocket door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        open.add(door);
        begin(() -> accept(door));
        return door.getLocalPort();
    }

    private void accept(ServerSocket door) {
        try {
            while (true) {
                Socket browser = door.accept();
                Socket served = new Socket(InetAddress.getLoopbackAddress(), service);
                open.add(browser);
                open.add(served);
                begin(() -> pass(browser, served, false));
                begin(() -> pass(served, browser, true));
            }
        } catch (IOException stopped) {
            shut(door);
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] part = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                if (answers && deaf) {
                    break;
                }
                out.write(part, 0, read);
            }
        } catch (IOException ended) {
            // on either side
        } finally {
            shut(from);
            shut(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void shut(Closeable one) {
        try {
            one.close();
        } catch (IOException gone) {
            // as it was to be
        }
    }

    @Override
    public void close() {
        stop();
    }
}
