package org.studentmanagement.store;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.studentmanagement.database.Jdbc;

/**
 * Brings together what the database says and what the store has, now and then: uploads that did not come to their end, files that were
 * removed long enough ago, and files of which the database knows nothing, as after it was restored. Several replicas may do it at once.
 */
@ApplicationScoped
public class FileSweeper {
    private static final Logger LOG = Logger.getLogger(FileSweeper.class);

    /** Of which the database is asked at once. */
    private static final int MANY = 1_000;

    private static final String OVER = """
            SELECT id FROM stored_files
            WHERE stored_at IS NULL AND created_at < now() - make_interval(secs => ?)
              OR removed_at < now() - make_interval(secs => ?)
            LIMIT %d""".formatted(MANY);

    /** From then on no row can get it. */
    private static final String GIVE_UP =
            "UPDATE stored_files SET removed_at = coalesce(removed_at, '-infinity') WHERE id = ? AND (stored_at IS NULL OR removed_at IS NOT NULL)";

    private static final String FORGET = "DELETE FROM stored_files WHERE id = ?";

    private static final String UNKNOWN =
            "SELECT id FROM unnest(?::uuid[]) AS found (id) WHERE id NOT IN (SELECT id FROM stored_files)";

    private static final String PRESENT =
            "SELECT id FROM stored_files WHERE id > ?::uuid AND stored_at IS NOT NULL AND removed_at IS NULL ORDER BY id LIMIT %d"
                    .formatted(MANY);

    private final DataSource database;
    private final StoreConfig config;
    private final FileStore store;
    private final Clock clock;

    @Inject
    FileSweeper(DataSource database, StoreConfig config, FileStore store, Clock clock) {
        this.database = database;
        this.config = config;
        this.store = store;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started, Vertx vertx, StoreMark mark) {
        vertx.executeBlocking(() -> {
            try {
                if (store.available()) {
                    store.check();
                }
                mark.look();
            } catch (IOException away) {
                LOG.errorf("Files cannot be stored or read now. %s", away.getMessage());
            } catch (SQLException later) {
                LOG.debug("The store is compared with that of the other replicas later", later);
            }
            return null;
        });
        vertx.setPeriodic(
                config.sweep().toMillis(),
                tick -> vertx.executeBlocking(() -> {
                    try {
                        if (!mark.look() && store.available()) {
                            sweep();
                        }
                    } catch (SQLException | IOException | RuntimeException later) {
                        LOG.warnf("Files cannot be compared with the database now: %s", later.getMessage());
                    }
                    return null;
                }));
    }

    /** What is done now and then. */
    public void sweep() throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            List<UUID> over = ids(connection, OVER, seconds(config.abandoned()), seconds(config.kept()));
            for (UUID id : over) {
                giveUp(connection, id);
            }
            removeUnknown(connection);
            tellMissing(connection);
        }
    }

    /** Whatever comes between, another sweep goes on with it. */
    void giveUp(Connection connection, UUID id) throws SQLException, IOException {
        if (Jdbc.update(connection, GIVE_UP, id) > 0) {
            store.remove(id);
            Jdbc.update(connection, FORGET, id);
        }
    }

    private void removeUnknown(Connection connection) throws SQLException, IOException {
        // a database that was restored may come to know them yet, from a later backup
        try (Stream<UUID> files = store.before(clock.instant().minus(config.kept()))) {
            Iterator<UUID> found = files.iterator();
            while (found.hasNext()) {
                List<UUID> some = new ArrayList<>();
                while (found.hasNext() && some.size() < MANY) {
                    some.add(found.next());
                }
                for (UUID unknown : ids(connection, UNKNOWN, (Object) some.toArray(UUID[]::new))) {
                    store.remove(unknown);
                }
            }
        }
    }

    /** Only a backup of the store has them. */
    private void tellMissing(Connection connection) throws SQLException, IOException {
        UUID last = new UUID(0, 0);
        List<UUID> some = ids(connection, PRESENT, last.toString());
        while (!some.isEmpty()) {
            List<UUID> missing = store.missing(some);
            if (!missing.isEmpty()) {
                LOG.errorf(
                        "Files are not in the store of %s. Restore them from its backup, or let it be the one that the other replicas have: %s",
                        store.settings(), missing);
            }
            last = some.get(some.size() - 1);
            some = ids(connection, PRESENT, last.toString());
        }
    }

    private static List<UUID> ids(Connection connection, String query, Object... values) throws SQLException {
        return Jdbc.list(connection, query, row -> row.getObject(1, UUID.class), values);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000d;
    }
}
