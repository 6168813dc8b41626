package org.studentmanagement.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.store.FileUnavailable;
import org.studentmanagement.store.StoredFiles;

/** The pictures of students: files of the store, and those that the release before stored in the database. */
@ApplicationScoped
class PictureFiles {
    /** One of the two has it. */
    private static final String FIND = """
            SELECT file_id, size, sha256, NULL::bytea FROM student_pictures WHERE student_id = ?
            UNION ALL
            SELECT NULL, length(content), encode(sha256(content), 'hex'), content FROM profile_pictures WHERE student_id = ?""";

    /** Of {@code whose}, what stands before. */
    private static final String ATTACH = """
            attached AS (
              INSERT INTO student_pictures (student_id, file_id, size, sha256) SELECT whose.id, announced.id, ?, ?
              FROM whose, announced
              ON CONFLICT (student_id) DO UPDATE
                SET file_id = EXCLUDED.file_id, size = EXCLUDED.size, sha256 = EXCLUDED.sha256
              RETURNING file_id)""" + StoredFiles.ATTACHED;

    /** The student stays meanwhile. */
    private static final String SET = StoredFiles.ANNOUNCED + """
            former AS (DELETE FROM profile_pictures WHERE student_id = ?),
            whose AS MATERIALIZED (SELECT id FROM students WHERE id = ? FOR KEY SHARE),
            """ + ATTACH;

    private static final String MOVE = StoredFiles.ANNOUNCED + """
            whose AS (DELETE FROM profile_pictures WHERE student_id = ? AND content = ? RETURNING student_id AS id),
            """ + ATTACH;

    private static final String REMOVE = """
            WITH picture AS (DELETE FROM student_pictures WHERE student_id = ? RETURNING student_id),
              former AS (DELETE FROM profile_pictures WHERE student_id = ? RETURNING student_id)
            SELECT EXISTS (SELECT FROM picture UNION ALL SELECT FROM former)""";

    private final DataSource database;
    private final StoredFiles files;

    /**
     * A picture.
     *
     * @param file null if the database has it
     * @param content null if the store has it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(UUID file, int size, String sha256, byte[] content) {}

    @Inject
    PictureFiles(DataSource database, StoredFiles files) {
        this.database = database;
        this.files = files;
    }

    Optional<Found> find(long student) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.first(
                    connection,
                    FIND,
                    row -> new Found(row.getObject(1, UUID.class), row.getInt(2), row.getString(3), row.getBytes(4)),
                    student,
                    student);
        }
    }

    /** @throws FileUnavailable where the store has lost it, or is none */
    byte[] read(Found picture) {
        if (picture.content() != null) {
            return picture.content();
        }
        files.requireThere(picture.file());
        try (InputStream content = files.open(picture.file(), 0, picture.size())) {
            return content.readNBytes(picture.size());
        } catch (IOException failed) {
            throw files.unavailable(failed);
        }
    }

    /** @return false if there is no such student */
    boolean set(long student, byte[] picture) throws SQLException {
        return put(
                picture,
                (connection, file) ->
                        Jdbc.update(connection, SET, file, student, student, picture.length, sha256(picture)) > 0);
    }

    /** From the database to the store, unless another replica has done it, or there is another by now. */
    void move(long student, byte[] picture) throws SQLException {
        put(
                picture,
                (connection, file) ->
                        Jdbc.update(connection, MOVE, file, student, picture, picture.length, sha256(picture)) > 0);
    }

    private boolean put(byte[] picture, StoredFiles.Attachment student) throws SQLException {
        try {
            return files.put(new ByteArrayInputStream(picture), student);
        } catch (IOException failed) {
            throw files.unavailable(failed);
        }
    }

    boolean remove(long student) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.is(connection, REMOVE, student, student);
        }
    }

    private static String sha256(byte[] picture) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
