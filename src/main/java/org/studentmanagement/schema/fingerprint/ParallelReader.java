package org.studentmanagement.schema.fingerprint;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.studentmanagement.schema.catalog.TableShape;
import org.studentmanagement.terminal.Progress;
import org.studentmanagement.terminal.Refused;

/** Reads tables of a snapshot over several connections at once, a large table in pieces. */
final class ParallelReader implements AutoCloseable {
    private static final int MOST_THREADS = 4;
    private static final long PIECE = 64L << 20;
    private static final int FETCH_SIZE = 10_000;

    /** The place in a query for a piece of a table, as it follows FROM. */
    static final String SOURCE = ":source";

    /** Takes in one piece of a table; the pieces of a table come one at a time. */
    interface Sink {
        void accept(ResultSet rows) throws SQLException;
    }

    private final Snapshot snapshot;
    private final Progress progress;
    private final ExecutorService threads;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final List<Connection> opened = new CopyOnWriteArrayList<>();

    ParallelReader(Snapshot snapshot, Progress progress) {
        this.snapshot = snapshot;
        this.progress = progress;
        long bytes = snapshot.tables().stream()
                .flatMap(table -> table.parts().stream())
                .mapToLong(TableShape.Part::bytes)
                .sum();
        // each connects, which takes longer than to read a small table
        threads = Executors.newFixedThreadPool((int) Math.min(MOST_THREADS, 1 + bytes / PIECE));
    }

    interface Reading {
        void await() throws SQLException;
    }

    /** Begins to run a query over all pieces of a table. */
    Reading read(TableShape table, String query, Sink sink) {
        List<Future<Void>> pieces = new ArrayList<>();
        for (TableShape.Part part : table.parts()) {
            List<String> sources = sources(part);
            for (String source : sources) {
                pieces.add(threads.submit(() -> {
                    run(query.replace(SOURCE, source), sink);
                    progress.advance(part.bytes() / sources.size());
                    return null;
                }));
            }
        }
        return () -> await(pieces);
    }

    private void await(List<Future<Void>> pieces) throws SQLException {
        try {
            for (Future<Void> piece : pieces) {
                piece.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException fault) {
                throw snapshot.refusal(fault);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.failed("Interrupted while reading.");
        }
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (Connection connection : opened) {
            if (idle.contains(connection)) {
                connection.close();
            } else {
                // which does not wait for the query that still runs
                connection.abort(Runnable::run);
            }
        }
    }

    private void run(String query, Sink sink) throws SQLException {
        Connection connection = connection();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (var rows = statement.executeQuery(query)) {
                synchronized (sink) {
                    sink.accept(rows);
                }
            }
        } catch (SQLException e) {
            if (!connection.isClosed()) {
                snapshot.rejoin(connection);
            }
            throw e;
        } finally {
            idle.add(connection);
        }
    }

    /** Of a thread each, and so as many as there are threads at the most. */
    private Connection connection() throws SQLException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = snapshot.join();
            opened.add(connection);
        }
        return connection;
    }

    private static List<String> sources(TableShape.Part part) {
        long pieces = part.local() ? Math.max(1, (part.bytes() + PIECE - 1) / PIECE) : 1;
        if (pieces == 1) {
            return List.of((part.local() ? "ONLY " : "") + part.name());
        }
        long blocks = PIECE / 8192;
        List<String> sources = new ArrayList<>();
        for (long piece = 0; piece < pieces; piece++) {
            String end = piece == pieces - 1 ? "" : " AND ctid < '(%d,0)'".formatted((piece + 1) * blocks);
            sources.add("ONLY %s WHERE ctid >= '(%d,0)'%s".formatted(part.name(), piece * blocks, end));
        }
        return sources;
    }
}
