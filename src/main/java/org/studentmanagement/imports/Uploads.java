package org.studentmanagement.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.studentmanagement.api.Cause;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.transfer.Archive;
import org.studentmanagement.transfer.ImportsConfig;
import org.studentmanagement.transfer.Sheet;

/** Takes the files of imports in, each part in a transaction of its own: nothing is held while a caller is slow. */
@ApplicationScoped
class Uploads {
    /** Of those that have ended, the oldest. */
    private static final String MAKE_ROOM = """
            DELETE FROM imports WHERE id IN (
              SELECT id FROM imports WHERE state IN ('imported', 'failed')
              ORDER BY changed_at LIMIT greatest(0, (SELECT count(*) FROM imports) - ? + 1))""";

    private static final String BEGIN = """
            INSERT INTO imports (id, state, actor, uploaded_by, request_id, skip_invalid, withdraw_missing)
            SELECT ?, 'uploading', ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM imports) < ?""";

    private static final String COMPLETE = """
            UPDATE imports SET state = 'waiting', changed_at = now() WHERE id = ? AND state = 'uploading'
            RETURNING id, state, actor, uploaded_by, skip_invalid, withdraw_missing, created_at, changed_at""";

    private static final String DROP = "DELETE FROM imports WHERE id = ?";

    private final DataSource database;
    private final ImportsConfig config;
    private final List<Sheet> sheets;
    private final Archive archive;
    private final ImportRights rights;
    private final Semaphore places;

    /** What ends an upload. */
    interface End<T> {
        T reach(byte[] hash, Callable<ImportResponse> complete) throws Exception;
    }

    @Inject
    Uploads(DataSource database, ImportsConfig config, List<Sheet> sheets, Archive archive, ImportRights rights) {
        this.database = database;
        this.config = config;
        this.sheets = sheets;
        this.archive = archive;
        this.rights = rights;
        places = new Semaphore(config.uploads());
    }

    /**
     * Returns the answer: an import that waits for its preview.
     *
     * @param end that is to be reached once, given the hash of the files and what is done then
     */
    <T> T take(
            InputStream form, String contentType, long length, boolean skipInvalid, boolean withdrawMissing, End<T> end)
            throws Exception {
        long most = config.upload().asLongValue();
        if (length > most) {
            throw ImportRefused.tooLarge(most);
        }
        if (!places.tryAcquire()) {
            throw ImportRefused.tooManyUploads();
        }
        try {
            UUID id = begin(skipInvalid, withdrawMissing);
            boolean complete = false;
            try {
                Upload upload = new Upload(
                        names(), sheet -> rights.require(Set.of(sheet)), new ImportFiles(database, id), most);
                Set<String> stored = upload.store(form, contentType);
                if (stored.contains(archive.name()) && stored.size() > 1) {
                    throw ImportRefused.files(
                            "The form has files beside " + archive.name() + ". Send that one by itself.");
                }
                if (withdrawMissing
                        && sheets.stream()
                                .noneMatch(sheet -> stored.contains(sheet.name())
                                        && sheet.missing().isPresent())) {
                    throw ImportRefused.files("withdraw_missing needs a file of all enrollments.");
                }
                T answer = end.reach(upload.hash(), () -> complete(id));
                complete = true;
                return answer;
            } finally {
                if (!complete) {
                    change(DROP, id);
                }
            }
        } finally {
            places.release();
        }
    }

    /** @throws ImportRefused if it took so long that it was given up */
    private ImportResponse complete(UUID id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.first(connection, COMPLETE, Uploads::waiting, id).orElseThrow(() -> ImportRefused.unknown(id));
        }
    }

    private static ImportResponse waiting(ResultSet row) throws SQLException {
        return new ImportResponse(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant(),
                null,
                null,
                null);
    }

    private UUID begin(boolean skipInvalid, boolean withdrawMissing) throws SQLException {
        UUID id = UUID.randomUUID();
        Cause by = Cause.of(null);
        change(MAKE_ROOM, config.kept());
        if (change(BEGIN, id, by.actor(), by.actor(), by.requestId(), skipInvalid, withdrawMissing, config.kept())
                == 0) {
            throw ImportRefused.tooMany(config.kept());
        }
        return id;
    }

    private List<String> names() {
        return Stream.concat(sheets.stream().map(Sheet::name), Stream.of(archive.name()))
                .toList();
    }

    private int change(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.update(connection, sql, values);
        }
    }
}
