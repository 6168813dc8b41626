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
import javax.sql.DataSource;
import org.studentmanagement.api.KnownVersion;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.store.StoreConfig;
import org.studentmanagement.store.StoredFiles;

/** The files of materials. */
@ApplicationScoped
class MaterialFiles {
    private static final String TARGET =
            "SELECT version, url IS NOT NULL, course_id, class_id FROM materials WHERE id = ?";

    /** The material is as the caller knows it. */
    private static final String ATTACH = StoredFiles.ANNOUNCED + """
            attached AS (
              UPDATE materials m SET file_id = announced.id, file_name = ?, content_type = ?, size = ?, sha256 = ?
              FROM announced WHERE m.id = ? AND m.version = ? AND m.url IS NULL
              RETURNING m.file_id)""" + StoredFiles.ATTACHED;

    private static final String DETACH = """
            UPDATE materials SET file_id = NULL, file_name = NULL, content_type = NULL, size = NULL, sha256 = NULL
            WHERE id = ? AND version = ?""";

    private static final String IS_FOR = "SELECT EXISTS (SELECT FROM materials r WHERE r.id = ? AND "
            + Material.FOR_STUDENT.replace("%1$s", "?") + ")";

    private static final String FIND =
            "SELECT file_id, file_name, content_type, size, sha256 FROM materials WHERE id = ? AND file_id IS NOT NULL";

    private final DataSource database;
    private final StoreConfig config;
    private final StoredFiles files;

    /** A material that a file is to be put to. */
    record Target(long version, boolean link, Long courseId, Long classId) {}

    /** A file as it is told. */
    record Found(UUID id, String name, String type, long size, String sha256) {}

    @Inject
    MaterialFiles(DataSource database, StoreConfig config, StoredFiles files) {
        this.database = database;
        this.config = config;
        this.files = files;
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
        ReceivedFile file = new ReceivedFile(sent, type, config.file().asLongValue());
        boolean attached;
        try {
            attached = files.put(
                    file,
                    (connection, id) -> Jdbc.update(
                                    connection,
                                    ATTACH,
                                    id,
                                    name,
                                    type,
                                    file.size(),
                                    HexFormat.of().formatHex(file.sha256()),
                                    material,
                                    target.version())
                            > 0);
        } catch (IOException failed) {
            if (file.broken()) {
                throw failed;
            }
            throw files.unavailable(failed);
        }
        if (!attached) {
            known.require(target(material).version());
            throw FileRefused.ofLink();
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
