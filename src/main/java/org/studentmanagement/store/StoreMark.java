package org.studentmanagement.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.studentmanagement.database.Jdbc;

/**
 * Whether the store of this replica is that of the others. The first one that has a store puts a file into it, which the database
 * knows; where the file is not, the store is another. Then nothing is stored there, and nothing removed.
 */
@ApplicationScoped
class StoreMark {
    private static final Logger LOG = Logger.getLogger(StoreMark.class);

    private static final byte[] CONTENT =
            "By this file the service knows its store: leave it here.\n".getBytes(StandardCharsets.US_ASCII);

    private static final String FIND = "SELECT id FROM stored_files WHERE marks_store AND stored_at IS NOT NULL";

    /** What is not stored for long is swept, and marked anew. */
    private static final String CLAIM =
            "INSERT INTO stored_files (id, marks_store) VALUES (?, true) ON CONFLICT (marks_store) WHERE marks_store DO NOTHING";

    private static final String STORED =
            "UPDATE stored_files SET stored_at = now() WHERE id = ? AND removed_at IS NULL";

    /** What is known of the store. */
    enum State {
        NONE("none"),
        LACKING("none, though other replicas have one"),
        UNKNOWN("not compared yet"),
        SAME("that of the other replicas"),
        ANOTHER("another than that of the other replicas");

        final String words;

        State(String words) {
            this.words = words;
        }
    }

    private final DataSource database;
    private final FileStore store;
    private volatile State state;

    @Inject
    StoreMark(DataSource database, FileStore store, MeterRegistry registry) {
        this.database = database;
        this.store = store;
        state = store.available() ? State.UNKNOWN : State.NONE;
        Gauge.builder(
                        "files.store.another",
                        this,
                        mark -> mark.state == State.ANOTHER || mark.state == State.LACKING ? 1 : 0)
                .description("1 where the store of files is not that of the other replicas")
                .strongReference(true)
                .register(registry);
    }

    /** As it is known, or found out now. */
    boolean another() throws SQLException, IOException {
        return state == State.ANOTHER || state == State.UNKNOWN && look();
    }

    /** Finds out whether it is another, and says so. */
    boolean look() throws SQLException, IOException {
        state = found();
        if (state == State.ANOTHER) {
            LOG.errorf(
                    "The store of %s is not that of the other replicas: nothing is stored there. Let it be the same; or, where it is"
                            + " the right one and the others are not, or there are none, DELETE FROM stored_files WHERE marks_store.",
                    store.settings());
        } else if (state == State.LACKING) {
            LOG.error(
                    "This replica has no store of files, though others have one: set materials.folder, or materials.s3.endpoint and"
                            + " what belongs to it, as they have them.");
        }
        return state == State.ANOTHER;
    }

    private State found() throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            List<UUID> marks = Jdbc.list(connection, FIND, row -> row.getObject(1, UUID.class));
            if (!store.available()) {
                return marks.isEmpty() ? State.NONE : State.LACKING;
            }
            if (!marks.isEmpty()) {
                return store.has(marks.get(0)) ? State.SAME : State.ANOTHER;
            }
            UUID id = UUID.randomUUID();
            if (Jdbc.update(connection, CLAIM, id) == 0) {
                // another replica is about to
                return State.UNKNOWN;
            }
            store.put(id, new ByteArrayInputStream(CONTENT));
            return Jdbc.update(connection, STORED, id) > 0 ? State.SAME : State.UNKNOWN;
        }
    }

    State state() {
        return state;
    }
}
