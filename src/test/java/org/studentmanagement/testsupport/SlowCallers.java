package org.studentmanagement.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Many connections that keep a service waiting, all driven by one thread. */
public final class SlowCallers implements AutoCloseable {
    /** What a caller does slowly. */
    public enum Kind {
        HEADERS("GET /api/courses HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
        BODY("POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 5000\r\n\r\n"),
        UPLOAD_WITHOUT_TOKEN("POST /api/imports HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n"),
        READING("GET /q/openapi HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(50));

        private final ByteBuffer begin;

        Kind(String begin) {
            this.begin = ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static final int FEW_BYTES = 2048;

    private final Kind kind;
    private final int port;
    private final List<SocketChannel> connections = new ArrayList<>();
    private final StringBuilder heard = new StringBuilder();

    private SlowCallers(Kind kind, int port) {
        this.kind = kind;
        this.port = port;
    }

    /** Opens them and sends what each begins with. */
    public static SlowCallers open(Kind kind, int number, int port) throws IOException {
        SlowCallers callers = new SlowCallers(kind, port);
        callers.refill(number);
        return callers;
    }

    private SocketChannel connect() throws IOException {
        SocketChannel connection = SocketChannel.open();
        connection.setOption(StandardSocketOptions.SO_RCVBUF, FEW_BYTES);
        connection.connect(new InetSocketAddress("localhost", port));
        connection.configureBlocking(false);
        connection.write(kind.begin.duplicate());
        return connection;
    }

    /** A byte more of each, sent and read. Those that the service has closed are gone. */
    public void drip() {
        drip(0, 1);
    }

    /** The same of one part of them, out of so many parts, as callers are each slow at times of their own. */
    public void drip(int part, int parts) {
        List<SocketChannel> some =
                connections.subList(connections.size() * part / parts, connections.size() * (part + 1) / parts);
        List<SocketChannel> gone =
                some.stream().filter(connection -> !goesOn(connection)).toList();
        gone.forEach(SlowCallers::close);
        connections.removeAll(Set.copyOf(gone));
    }

    private boolean goesOn(SocketChannel connection) {
        ByteBuffer answer = ByteBuffer.allocate(kind == Kind.READING ? 1 : FEW_BYTES);
        try {
            boolean open = connection.read(answer) >= 0;
            if (kind != Kind.READING) {
                heard.append(StandardCharsets.UTF_8.decode(answer.flip()));
            }
            // who reads slowly learns from it, too, that the connection is closed
            connection.write(ByteBuffer.wrap(new byte[] {'G'}));
            return open;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until there are so many. */
    public void refill(int number) throws IOException {
        while (connections.size() < number) {
            connections.add(connect());
        }
    }

    /** How many are open still, as far as the last drip found. */
    public int open() {
        return connections.size();
    }

    /** What they were answered. */
    public String heard() {
        return heard.toString();
    }

    @Override
    public void close() {
        connections.forEach(SlowCallers::close);
    }
}
