package org.studentmanagement.material;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.studentmanagement.api.KnownVersion;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.database.Jdbc;

/**
 * The files of materials. Nothing of the database is held while one is sent. It is written down that there will be one, then it is
 * stored, and by one statement it becomes that of the material; whatever comes between leaves something for {@link FileSweeper}.
 */
@ApplicationScoped
class MaterialFiles {
    private static final Logger LOG = Logger.getLogger(MaterialFiles.class);

    private static final String TARGET =
            "SELECT version, url IS NOT NULL, course_id, class_id FROM materials WHERE id = ?";

    private static final String ANNOUNCE = "INSERT INTO stored_files (id) VALUES (?)";

    /** Nobody has swept it meanwhile, and the material is as the caller knows it. */
    private static final String ATTACH = """
            WITH announced AS MATERIALIZED (SELECT id FROM stored_files WHERE id = ? AND removed_at IS NULL FOR UPDATE),
              attached AS (
                UPDATE materials m SET file_id = announced.id, file_name = ?, content_type = ?, size = ?, sha256 = ?
                FROM announced WHERE m.id = ? AND m.version = ? AND m.url IS NULL
                RETURNING m.file_id)
            UPDATE stored_files s SET stored_at = now() FROM attached WHERE s.id = attached.file_id""";

    private static final String DETACH = """
            UPDATE materials SET file_id = NULL, file_name = NULL, content_type = NULL, size = NULL, sha256 = NULL
            WHERE id = ? AND version = ?""";

    private static final String IS_FOR = "SELECT EXISTS (SELECT FROM materials r WHERE r.id = ? AND "
            + Material.FOR_STUDENT.replace("%1$s", "?") + ")";

    private static final String FIND =
            "SELECT file_id, file_name, content_type, size, sha256 FROM materials WHERE id = ? AND file_id IS NOT NULL";

    private final DataSource database;
    private final MaterialsConfig config;
    private final FileStore store;
    private final FileSweeper sweeper;
    private final Semaphore places;

    /** A material that a file is to be put to. */
    record Target(long version, boolean link, Long courseId, Long classId) {}

    /** A file as it is told. */
    record Found(UUID id, String name, String type, long size, String sha256) {}

    @Inject
    MaterialFiles(DataSource database, MaterialsConfig config, FileStore store, FileSweeper sweeper) {
        this.database = database;
        this.config = config;
        this.store = store;
        this.sweeper = sweeper;
        places = new Semaphore(config.uploads());
    }

    /** @throws NotFound if there is no such material */
    Target target(long material) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.first(
                            connection,
                            TARGET,
                            row -> new Target(
                                    row.getLong(1),
                                    row.getBoolean(2),
                                    row.getObject(3, Long.class),
                                    row.getObject(4, Long.class)),
                            material)
                    .orElseThrow(() -> new NotFound("material", material));
        }
    }

    /** Stores a file in the place of the one that there is. */
    void put(long material, Target target, KnownVersion known, String name, String type, InputStream sent)
            throws SQLException, IOException {
        if (target.link()) {
            throw FileRefused.ofLink();
        }
        if (!store.available()) {
            throw FileRefused.noStore(store);
        }
        if (!places.tryAcquire()) {
            throw FileRefused.tooMany();
        }
        UUID id = UUID.randomUUID();
        ReceivedFile file = new ReceivedFile(sent, type, config.file().asLongValue());
        boolean attached = false;
        try {
            update(ANNOUNCE, id);
            store.put(id, file);
            String hash = HexFormat.of().formatHex(file.sha256());
            if (update(ATTACH, id, name, type, file.size(), hash, material, target.version()) == 0) {
                known.require(target(material).version());
                throw FileRefused.ofLink();
            }
            attached = true;
        } catch (IOException failed) {
            if (file.broken()) {
                throw failed;
            }
            throw away(failed);
        } finally {
            places.release();
            if (!attached) {
                giveUp(id);
            }
        }
    }

    private FileRefused away(IOException why) {
        LOG.errorf("A file of a material cannot be stored or read. %s", why);
        return FileRefused.noStore(store);
    }

    private void giveUp(UUID id) {
        try (Connection connection = database.getConnection()) {
            sweeper.giveUp(connection, id);
        } catch (SQLException | IOException later) {
            LOG.debugf(later, "What is left of the file %s is swept later", id);
        }
    }

    void remove(long material, Target target, KnownVersion known) throws SQLException {
        if (update(DETACH, material, target.version()) == 0) {
            known.require(target(material).version());
        }
    }

    /** Whether a student sees the material. */
    boolean isFor(long student, long material) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.is(connection, IS_FOR, material, student, student);
        }
    }

    Optional<Found> find(long material) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.first(connection, FIND, MaterialFiles::found, material);
        }
    }

    /** @throws FileRefused where the store has lost it, or is none */
    void requireThere(Found file) {
        try {
            if (!store.available() || !store.has(file.id())) {
                throw FileRefused.noStore(store);
            }
        } catch (IOException failed) {
            throw away(failed);
        }
    }

    InputStream open(Found file, long from, long size) throws IOException {
        return store.get(file.id(), from, size);
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getLong(4), row.getString(5));
    }

    private int update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.update(connection, sql, values);
        }
    }
}
