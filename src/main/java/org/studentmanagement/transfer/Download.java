package org.studentmanagement.transfer;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;

/**
 * A file of which a caller asks for one part after the other. PostgreSQL writes no further ahead than the network holds, so memory
 * does not grow with the rows, and who reads slowly slows it down.
 */
final class Download {
    /**
     * In bytes, and of the last row as many more as it has. Linux takes a part of this size as a whole; of a larger one the end waits,
     * on one machine, until the reader's delayed acknowledgement comes, up to 40 ms a part.
     */
    static final int PART = 1 << 15;

    private final Connection connection;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream(PART);
    private final RowWriter rows;
    private final Runnable ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Future<?> limit;
    private long bytes;

    /**
     * @param connection with a transaction of its own, closed in the end
     * @param form of what is read
     * @param time after which it is broken off
     * @param ended is run once, when the connection is closed
     */
    Download(Connection connection, RowWriter.Form form, Duration time, Runnable ended) {
        this.connection = connection;
        this.ended = ended;
        rows = form.begin(connection, part);
        limit = Infrastructure.getDefaultWorkerPool().schedule(this::breakOff, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The next part, empty behind the last one. Waits for the database, but not for the caller. */
    byte[] next() throws SQLException {
        try {
            while (part.size() < PART && rows.write()) {
                // until the part is full
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        byte[] full = part.toByteArray();
        part.reset();
        bytes += full.length;
        return full;
    }

    /** That the caller was given. */
    long bytes() {
        return bytes;
    }

    /** All was read: nothing is left to be stopped. */
    void complete() {
        end(connection::close);
    }

    /** Stops the database at once, whatever it is at: sorting, or writing to whom nobody reads. Any thread may say so. */
    void breakOff() {
        end(() -> {
            // who sorts hears of it by this alone, and who waits to be read from by the end of the connection alone
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } finally {
                connection.abort(Runnable::run);
            }
        });
    }

    private void end(End how) {
        if (over.compareAndSet(false, true)) {
            limit.cancel(false);
            try {
                how.end();
            } catch (SQLException gone) {
                // as it was to be
            } finally {
                ended.run();
            }
        }
    }

    private interface End {
        void end() throws SQLException;
    }
}
