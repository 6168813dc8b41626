package org.studentmanagement.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.studentmanagement.database.Jdbc;

/**
 * Files of rows. Nothing of the database is held while one is sent. It is written down that there will be one, then it is stored, and
 * by one statement it becomes that of a row; whatever comes between leaves something for {@link FileSweeper}.
 */
@ApplicationScoped
public class StoredFiles {
    private static final Logger LOG = Logger.getLogger(StoredFiles.class);

    /** Begins a statement: nobody has swept the file meanwhile. The first parameter is its id. */
    public static final String ANNOUNCED =
            "WITH announced AS MATERIALIZED (SELECT id FROM stored_files WHERE id = ? AND removed_at IS NULL FOR UPDATE), ";

    /** Ends it, where {@code attached} has the {@code file_id} of the row. */
    public static final String ATTACHED =
            " UPDATE stored_files s SET stored_at = now() FROM attached WHERE s.id = attached.file_id";

    private static final String ANNOUNCE = "INSERT INTO stored_files (id) VALUES (?)";

    /** Makes a file that of a row. */
    public interface Attachment {
        /** @return false if there is no such row any more, and the file is not wanted */
        boolean attach(Connection connection, UUID file) throws SQLException;
    }

    private final DataSource database;
    private final FileStore store;
    private final FileSweeper sweeper;
    private final StoreMark mark;
    private final Semaphore places;

    @Inject
    StoredFiles(DataSource database, StoreConfig config, FileStore store, FileSweeper sweeper, StoreMark mark) {
        this.database = database;
        this.store = store;
        this.sweeper = sweeper;
        this.mark = mark;
        places = new Semaphore(config.uploads());
    }

    /**
     * Stores a file.
     *
     * @return false if it was not attached
     * @throws IOException of the stream or the store
     * @throws FileUnavailable if there is no store, or it is not that of the other replicas, or too many files are stored at once
     */
    public boolean put(InputStream content, Attachment row) throws SQLException, IOException {
        if (!store.available()) {
            throw FileUnavailable.in(store);
        }
        if (mark.another()) {
            throw FileUnavailable.another(store);
        }
        if (!places.tryAcquire()) {
            throw FileUnavailable.tooMany();
        }
        UUID id = UUID.randomUUID();
        boolean attached = false;
        try {
            try (Connection connection = database.getConnection()) {
                Jdbc.update(connection, ANNOUNCE, id);
            }
            store.put(id, content);
            try (Connection connection = database.getConnection()) {
                attached = row.attach(connection, id);
            }
        } finally {
            places.release();
            if (!attached) {
                giveUp(id);
            }
        }
        return attached;
    }

    private void giveUp(UUID id) {
        try (Connection connection = database.getConnection()) {
            sweeper.giveUp(connection, id);
        } catch (SQLException | IOException later) {
            LOG.debugf(later, "What is left of the file %s is swept later", id);
        }
    }

    /** What a caller is told where the store fails. The operator is told why. */
    public FileUnavailable unavailable(IOException why) {
        LOG.errorf("A file cannot be stored or read. %s", why);
        return FileUnavailable.in(store);
    }

    /** @throws FileUnavailable where the store has lost it, or is none */
    public void requireThere(UUID id) {
        try {
            if (!store.available() || !store.has(id)) {
                throw FileUnavailable.in(store);
            }
        } catch (IOException failed) {
            throw unavailable(failed);
        }
    }

    /**
     * Some bytes of a file.
     *
     * @param from the first, numbered from 0
     * @param size at least 1
     */
    public InputStream open(UUID id, long from, long size) throws IOException {
        return store.get(id, from, size);
    }
}
