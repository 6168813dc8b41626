package org.studentmanagement.testsupport;

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
 * A port before a server of this machine, by which others reach it: it can be stopped and started as if the server had ended, and cut as
 * if the network between them had.
 */
public final class Relay implements AutoCloseable {
    private final int server;
    private final int port;
    private final Set<ServerSocket> doors = ConcurrentHashMap.newKeySet();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> unheard = ConcurrentHashMap.newKeySet();
    private volatile boolean deaf;
    private volatile boolean cut;

    /** @param server the port of the one that is reached through it */
    public Relay(int server) throws IOException {
        this.server = server;
        port = listen(0);
    }

    public int port() {
        return port;
    }

    /** As if the server were killed: nothing listens, and no connection is left. */
    public void stop() {
        doors.forEach(Relay::shut);
        doors.clear();
        disconnect();
    }

    public void start() throws IOException {
        listen(port);
    }

    /** Whether what is asked from now on arrives, but the connections break before it is answered. */
    public void loseAnswers(boolean lost) {
        deaf = lost;
    }

    /** From now on nothing arrives on either side, and neither is told. */
    public void cut() {
        cut = true;
    }

    /** Whoever is connected learns that it was cut, and may connect again. */
    public void heal() {
        disconnect();
        cut = false;
        unheard.forEach(Relay::shut);
        unheard.clear();
    }

    private void disconnect() {
        open.forEach(Relay::shut);
        open.clear();
    }

    private int listen(int wanted) throws IOException {
        ServerSocket door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        doors.add(door);
        begin(() -> accept(door));
        return door.getLocalPort();
    }

    private void accept(ServerSocket door) {
        try {
            while (true) {
                Socket caller = door.accept();
                unheard.add(caller);
                if (!cut && unheard.remove(caller)) {
                    open.add(caller);
                    connect(caller);
                }
            }
        } catch (IOException stopped) {
            shut(door);
        }
    }

    private void connect(Socket caller) {
        try {
            Socket served = new Socket(InetAddress.getLoopbackAddress(), server);
            open.add(served);
            begin(() -> pass(caller, served, false));
            begin(() -> pass(served, caller, true));
        } catch (IOException away) {
            shut(caller);
            open.remove(caller);
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
                if (!cut) {
                    out.write(part, 0, read);
                }
            }
        } catch (IOException ended) {
            // on either side
        } finally {
            ended(from, to);
        }
    }

    /** Who is cut off is not told that the other side has closed, either. */
    private void ended(Socket from, Socket to) {
        shut(from);
        open.remove(from);
        if (!cut) {
            shut(to);
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
