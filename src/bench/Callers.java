package bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * Callers who do not wait for each other: requests come at a rate, whatever becomes of those before. Who gets no answer for too
 * long goes away. One thread drives them all.
 */
final class Callers implements Closeable {
    /** Connections; three quarters of those that the service keeps. */
    private static final int MOST = 3_000;

    /** As many at once before it is looked for answers again. */
    private static final int BURST = 200;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String END = "\r\n\r\n";
    private static final String IN_CHUNKS = "\r\ntransfer-encoding: chunked\r\n";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final Deque<Caller> idle = new ArrayDeque<>();
    private final Deque<Asked> line = new ArrayDeque<>();
    private final InetSocketAddress service;
    private final LongFunction<byte[]> requests;
    private long number;
    private int open;
    private boolean inTurn;
    private Answers answers;

    /** A request that waits for its answer, unless that has come. */
    private record Asked(Caller caller, long at) {}

    /** @param requests the bytes of each, by its number */
    Callers(int port, LongFunction<byte[]> requests) throws IOException {
        service = new InetSocketAddress("127.0.0.1", port);
        this.requests = requests;
    }

    /** So many at a time, each of whom sends the next request when the one before was answered. */
    Answers oneAfterTheOther(int callers, double seconds) throws IOException {
        inTurn = true;
        return run(callers, 0, seconds);
    }

    Answers atRate(double perSecond, double seconds) throws IOException {
        inTurn = false;
        return run(0, perSecond, seconds);
    }

    private Answers run(int callers, double perSecond, double seconds) throws IOException {
        // an answer to what was asked before is not one of these
        List.copyOf(selector.keys()).stream()
                .map(key -> (Caller) key.attachment())
                .filter(caller -> caller.busy)
                .forEach(Caller::close);
        line.clear();
        answers = new Answers();
        long begun = System.nanoTime();
        for (int caller = 0; caller < callers; caller++) {
            send(begun);
        }
        for (long now = begun; now - begun < seconds * 1e9; now = System.nanoTime()) {
            long due = (long) ((now - begun) / 1e9 * perSecond);
            for (int burst = 0; answers.due < due && burst < BURST; burst++) {
                send(begun + (long) (answers.due / perSecond * 1e9));
            }
            if (answers.due < due) {
                selector.selectNow(this::handle);
            } else {
                selector.select(this::handle, 1);
            }
            while (!line.isEmpty() && now - line.peek().at > PATIENCE) {
                Asked first = line.poll();
                if (first.caller.busy && first.caller.asked == first.at) {
                    answers.late++;
                    first.caller.close();
                    next();
                }
            }
        }
        return answers.end();
    }

    private void send(long at) {
        answers.due++;
        if (idle.isEmpty() && open == MOST) {
            answers.unsent++;
            return;
        }
        Caller caller = null;
        try {
            caller = idle.isEmpty() ? new Caller() : idle.pollLast();
            caller.ask(at);
        } catch (IOException e) {
            answers.closed++;
            if (caller != null) {
                caller.close();
            }
        }
    }

    private void handle(SelectionKey key) {
        Caller caller = (Caller) key.attachment();
        try {
            if (key.isConnectable()) {
                caller.connected();
            } else if (caller.hasAnswer()) {
                answers.add(caller.status, caller.asked);
                caller.rest();
                next();
            }
        } catch (IOException e) {
            fail(caller);
        }
    }

    private void fail(Caller caller) {
        boolean busy = caller.busy;
        caller.close();
        if (busy) {
            answers.closed++;
            next();
        }
    }

    private void next() {
        if (inTurn) {
            send(System.nanoTime());
        }
    }

    private final class Caller {
        private final SocketChannel channel = SocketChannel.open();
        private final SelectionKey key;
        private final StringBuilder head = new StringBuilder();
        private byte[] request;
        private boolean busy;
        private int status;
        private long asked;
        private long bodyLeft;
        private boolean inChunks;

        Caller() throws IOException {
            channel.configureBlocking(false);
            channel.connect(service);
            key = channel.register(selector, SelectionKey.OP_CONNECT, this);
            open++;
        }

        void ask(long at) throws IOException {
            busy = true;
            asked = at;
            status = 0;
            inChunks = false;
            head.setLength(0);
            line.add(new Asked(this, at));
            request = requests.apply(number++);
            if (channel.isConnected()) {
                channel.write(ByteBuffer.wrap(request));
            }
        }

        void connected() throws IOException {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            channel.write(ByteBuffer.wrap(request));
        }

        /** Reads what has come; whether it is all of an answer. */
        boolean hasAnswer() throws IOException {
            int read = channel.read(buffer.clear());
            if (read < 0) {
                throw new IOException("The service has closed the connection");
            }
            if (status > 0 && !inChunks) {
                bodyLeft -= read;
            } else {
                head.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
                int end = head.indexOf(END);
                if (end >= 0) {
                    status = Integer.parseInt(head.substring(9, 12));
                    inChunks =
                            head.substring(0, end + 2).toLowerCase(Locale.ROOT).contains(IN_CHUNKS);
                    bodyLeft = length(end) - (head.length() - end - END.length());
                }
            }
            return busy && status > 0 && (inChunks ? endsWithLastChunk() : bodyLeft <= 0);
        }

        private boolean endsWithLastChunk() {
            int last = head.length() - LAST_CHUNK.length();
            return last >= 0 && head.indexOf(LAST_CHUNK, last) == last;
        }

        private long length(int end) {
            String headers = head.substring(0, end).toLowerCase(Locale.ROOT);
            int length = headers.indexOf(LENGTH);
            return length < 0
                    ? 0
                    : Long.parseLong(headers.substring(length + LENGTH.length())
                            .lines()
                            .findFirst()
                            .orElseThrow()
                            .strip());
        }

        void rest() {
            busy = false;
            if (head.indexOf("onnection: close") > 0) {
                close();
            } else {
                idle.add(this);
            }
        }

        void close() {
            if (channel.isOpen()) {
                busy = false;
                open--;
                idle.remove(this);
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        List.copyOf(selector.keys()).forEach(key -> ((Caller) key.attachment()).close());
        selector.close();
    }
}
