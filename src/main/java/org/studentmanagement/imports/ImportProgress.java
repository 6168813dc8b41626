package org.studentmanagement.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.Progress;
import org.studentmanagement.transfer.ImportWatcher;

/** Writes down how far an import has come, for whoever asks for it: at the beginning of a task, and then once a second at most. */
record ImportProgress(DataSource database, UUID id) implements ImportWatcher {
    private static final long PAUSE = 1_000_000_000L;

    private static final String WRITE = "UPDATE imports SET task = ?, done = ?, total = ? WHERE id = ?";

    @Override
    public Progress reading(long bytes) {
        return Progress.elsewhere(new Task("reading", bytes));
    }

    @Override
    public Progress working(String task, int statements) {
        return Progress.elsewhere(new Task(task.toLowerCase(Locale.ROOT), statements));
    }

    /** @throws ImportDiscarded if there is no such import any more */
    private void write(String task, long done, long total) {
        try (Connection connection = database.getConnection()) {
            if (Jdbc.update(connection, WRITE, task, done, total, id) == 0) {
                throw new ImportDiscarded();
            }
        } catch (SQLException busy) {
            // the next time will do: nothing depends on it
        }
    }

    private final class Task implements LongConsumer {
        private final String name;
        private final long total;
        private long done;
        private long written = System.nanoTime();

        Task(String name, long total) {
            this.name = name;
            this.total = total;
            write(name, 0, total);
        }

        @Override
        public void accept(long more) {
            done += more;
            if (System.nanoTime() - written > PAUSE) {
                write(name, done, total);
                written = System.nanoTime();
            }
        }
    }
}
