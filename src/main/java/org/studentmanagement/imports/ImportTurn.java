package org.studentmanagement.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.studentmanagement.api.Cause;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.transfer.Archive;
import org.studentmanagement.transfer.ImportOptions;
import org.studentmanagement.transfer.ImportResult;
import org.studentmanagement.transfer.ImportResult.Outcome;
import org.studentmanagement.transfer.ImportsConfig;
import org.studentmanagement.transfer.OpenImport;
import org.studentmanagement.transfer.Sheet;
import org.studentmanagement.transfer.Source;
import org.studentmanagement.transfer.UnusableFileException;

/**
 * The next step of an import, in one transaction: what is stored and that it is stored are committed together, and the lock that keeps
 * other replicas away ends with the transaction, however that ends. So a step that was interrupted has left nothing, and is begun anew.
 */
@Singleton
class ImportTurn {
    private static final Logger LOG = Logger.getLogger(ImportTurn.class);

    /** An import that takes the service down with it must not do so for ever. */
    private static final int ATTEMPTS = 3;

    private static final String OPEN = "state IN ('waiting', 'previewing', 'confirmed', 'importing')";

    /** Files have names and addresses: what is too old is gone, even if nobody uploads any more. */
    private static final String ANY = """
            WITH forgotten AS (
              DELETE FROM imports
              WHERE created_at < now() - make_interval(secs => ?)
                OR state = 'uploading' AND created_at < now() - interval '1 hour')
            SELECT EXISTS (SELECT FROM imports WHERE %s)""".formatted(OPEN);

    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('imports', 0))";

    private static final String NEXT = """
            SELECT id, state IN ('confirmed', 'importing'), skip_invalid, withdraw_missing, withdrawals, actor, request_id
            FROM imports WHERE %s ORDER BY changed_at, id LIMIT 1""".formatted(OPEN);

    private static final String ACT = "SELECT set_config('student_management.actor', ?, true),"
            + " set_config('student_management.request_id', ?, true)";

    private static final String BEGIN = """
            UPDATE imports SET state = ?, attempts = attempts + 1, task = NULL, done = 0, total = 0, changed_at = now()
            WHERE id = ? AND %s RETURNING attempts""".formatted(OPEN);

    private static final String SIZES =
            "SELECT sheet, sum(octet_length(content)) FROM import_parts WHERE import_id = ? GROUP BY sheet";

    /** Nothing where it was discarded meanwhile. */
    private static final String END = """
            UPDATE imports SET state = ?, report = coalesce(?, report), detail = ?, attempts = 0, task = NULL, changed_at = clock_timestamp()
            WHERE id = ?""";

    private static final String DROP_FILES = "DELETE FROM import_parts WHERE import_id = ?";

    private record Next(UUID id, boolean confirmed, ImportOptions options, Cause cause) {}

    private final DataSource database;
    private final List<Sheet> sheets;
    private final Archive archive;
    private final ImportsConfig config;
    private final ObjectMapper json;
    private volatile Connection atWork;

    @Inject
    ImportTurn(DataSource database, List<Sheet> sheets, Archive archive, ImportsConfig config, ObjectMapper json) {
        this.database = database;
        this.sheets = sheets;
        this.archive = archive;
        this.config = config;
        this.json = json;
    }

    /** Whether there was one to be worked on, and nobody else was at it. */
    boolean take() throws SQLException {
        if (!anyOpen()) {
            return false;
        }
        // without the limits that the service's own connections have
        try (Connection connection = Datasource.configured().connectToSchema("import")) {
            connection.setAutoCommit(false);
            atWork = connection;
            Optional<Next> next = next(connection);
            if (next.isEmpty()) {
                return false;
            }
            begin(connection, next.get());
            return true;
        } finally {
            atWork = null;
        }
    }

    /** Ends what is under way, which then is begun anew by whoever comes next. */
    void abort() {
        Connection connection = atWork;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException gone) {
                LOG.debug("It has ended by itself", gone);
            }
        }
    }

    private boolean anyOpen() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.is(connection, ANY, config.remembered().toSeconds());
        }
    }

    private Optional<Next> next(Connection connection) throws SQLException {
        return Jdbc.is(connection, LOCK) ? Jdbc.first(connection, NEXT, this::next) : Optional.empty();
    }

    private Next next(ResultSet row) throws SQLException {
        return new Next(
                row.getObject(1, UUID.class),
                row.getBoolean(2),
                new ImportOptions(
                        !row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), config.share(), row.getLong(5)),
                new Cause(row.getString(6), row.getString(7), null));
    }

    private void begin(Connection connection, Next next) throws SQLException {
        int attempts = attempts(next);
        if (attempts > ATTEMPTS) {
            end(next, "failed", "It was interrupted %d times, and is not begun again.".formatted(ATTEMPTS));
        } else if (attempts > 0) {
            try {
                carryOut(connection, next);
            } catch (UnusableFileException e) {
                end(next, "failed", e.getMessage());
            } catch (ImportFiles.LostFileException e) {
                failed(next, e.fault());
            } catch (SQLException e) {
                failed(next, e);
            } catch (ImportDiscarded e) {
                LOG.debug("Discarded meanwhile");
            }
        }
    }

    private void carryOut(Connection connection, Next next) throws SQLException, UnusableFileException {
        Jdbc.execute(connection, ACT, next.cause.actor(), next.cause.requestId());
        Map<String, Source> sources = sources(next.id);
        OpenImport open = new OpenImport(connection, sheets, next.options, new ImportProgress(database, next.id));
        ImportResult result = sources.containsKey(archive.name())
                ? open.run(archive, sources.get(archive.name()))
                : open.run(bySheet(sources));
        ImportReport.Refusals refusals = new ImportReport.Refusals();
        open.report(refusals::add);
        boolean allowed =
                result.withdrawals().map(next.options.withoutNumber()::allow).orElse(true);
        boolean imported = result.outcome() == Outcome.STORED || result.outcome() == Outcome.UNCHANGED;
        if (Jdbc.update(
                        connection,
                        END,
                        imported ? "imported" : "previewed",
                        json(ImportReport.of(result, allowed, refusals)),
                        detail(result),
                        next.id)
                == 0) {
            return;
        }
        RefusedLines.keep(connection, next.id, open.files());
        if (imported) {
            Jdbc.update(connection, DROP_FILES, next.id);
        }
        connection.commit();
        if (imported) {
            LOG.infof("Import %s of %s: %s", next.id, next.cause.actor(), result.outcome());
        }
    }

    private static String detail(ImportResult result) {
        return switch (result.outcome()) {
            case REFUSED -> "Nothing was stored, because lines are refused by now.";
            case TOO_MANY_WITHDRAWALS ->
                "Nothing was stored, because more would be withdrawn by now than was confirmed.";
            default -> null;
        };
    }

    /** A step that lost its connection is begun anew; whatever else the database refuses can be tried again by who confirms it. */
    private void failed(Next next, SQLException fault) throws SQLException {
        if (DatabaseFault.broke(fault)
                || fault.getSQLState() != null && fault.getSQLState().startsWith("08")) {
            throw fault;
        }
        LOG.warnf("Import %s: %s", next.id, DatabaseFault.explainOwnSql(fault));
        end(
                next,
                next.confirmed ? "previewed" : "failed",
                DatabaseFault.explainOwnSql(fault) + (next.confirmed ? " Nothing was stored: confirm it again." : ""));
    }

    private void end(Next next, String state, String detail) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Jdbc.update(connection, END, state, null, detail, next.id);
        }
    }

    private Map<String, Source> sources(UUID id) throws SQLException {
        ImportFiles files = new ImportFiles(database, id);
        Map<String, Source> sources = new HashMap<>();
        try (Connection connection = database.getConnection()) {
            Jdbc.list(
                    connection,
                    SIZES,
                    row -> {
                        String name = row.getString(1);
                        return sources.put(
                                name,
                                new Source(name, row.getLong(2), () -> files.read(name))
                                        .unpackedTo(config.unpacked().asLongValue()));
                    },
                    id);
        }
        return sources;
    }

    private Map<Sheet, Source> bySheet(Map<String, Source> sources) {
        Map<Sheet, Source> known = new LinkedHashMap<>();
        for (Sheet sheet : sheets) {
            if (sources.containsKey(sheet.name())) {
                known.put(sheet, sources.get(sheet.name()));
            }
        }
        return known;
    }

    /** Over a connection of its own, for all to see at once how often it was begun; 0 where it was discarded meanwhile. */
    private int attempts(Next next) throws SQLException {
        try (Connection connection = database.getConnection()) {
            String state = next.confirmed ? "importing" : "previewing";
            return Jdbc.first(connection, BEGIN, row -> row.getInt(1), state, next.id)
                    .orElse(0);
        }
    }

    private String json(ImportReport report) {
        try {
            return json.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
