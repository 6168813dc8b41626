package org.studentmanagement.schema.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;

/** What a deployment depends on besides the schema: the server, its disk, and who else is at work. */
final class ServerChecks {
    private static final long MEGABYTE = 1 << 20;

    /** Backups are compressed and hold no indexes. */
    private static final int COMPRESSION = 4;

    private static final String OLD_TRANSACTIONS = """
            SELECT format('session %s (%s, user %s, %s) has a transaction open for %s s: end it by SELECT pg_terminate_backend(%1$s)',
                pid, coalesce(nullif(application_name, ''), 'unnamed'), usename, state,
                extract(epoch FROM clock_timestamp() - xact_start)::bigint)
            FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
              AND xact_start < clock_timestamp() - interval '10 s'
            UNION ALL
            SELECT format('a prepared transaction keeps its locks since %s: end it by ROLLBACK PREPARED %L', prepared, gid)
            FROM pg_prepared_xacts
            WHERE database = current_database()
            """;

    private static final String LARGEST_TABLE = """
            SELECT coalesce(max(pg_total_relation_size(oid)), 0)
            FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace
            """;

    /** Nobody but an owner may alter a table, and a deployment has a trigger on each. */
    private static final String FORBIDDEN = """
            SELECT format('user %s may not create anything in schema %s', current_user, current_schema)
            WHERE NOT has_schema_privilege(current_schema, 'CREATE')
            UNION ALL
            SELECT format('user %s is not the owner of %s', current_user, string_agg(oid::regclass::text, ', ' ORDER BY relname))
            FROM pg_class
            WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p') AND NOT pg_has_role(relowner, 'USAGE')
              AND NOT EXISTS (
                  SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            HAVING count(*) > 0
            """;

    private final Connection connection;
    private final long database;
    private final long largestTable;
    private final OptionalLong free;

    ServerChecks(Connection connection, Datasource datasource) throws SQLException {
        this.connection = connection;
        database = Jdbc.number(connection, "SELECT pg_database_size(current_database())");
        largestTable = Jdbc.number(connection, LARGEST_TABLE);
        String directory =
                Jdbc.string(connection, "SELECT max(setting) FROM pg_settings WHERE name = 'data_directory'");
        free = directory == null || !datasource.local() ? OptionalLong.empty() : free(Path.of(directory));
    }

    List<String> sessionsInTheWay() throws SQLException {
        return Jdbc.strings(connection, OLD_TRANSACTIONS);
    }

    List<String> missingRights() throws SQLException {
        return Jdbc.strings(connection, FORBIDDEN);
    }

    List<String> scarcities(Path backups) {
        List<String> scarcities = new ArrayList<>();
        if (free.isPresent() && free.getAsLong() < largestTable) {
            scarcities.add("the server has %d MB of disk free, and to rewrite its largest table takes %d MB"
                    .formatted(free.getAsLong() / MEGABYTE, largestTable / MEGABYTE));
        }
        OptionalLong room = backups == null ? OptionalLong.empty() : free(existing(backups));
        if (room.isPresent() && room.getAsLong() < database / COMPRESSION) {
            scarcities.add("%s has %d MB free, and a backup of %d MB of database takes about %d MB"
                    .formatted(
                            backups,
                            room.getAsLong() / MEGABYTE,
                            database / MEGABYTE,
                            database / COMPRESSION / MEGABYTE));
        }
        return scarcities;
    }

    String words() throws SQLException {
        return "PostgreSQL %s, %d MB, %s"
                .formatted(
                        connection.getMetaData().getDatabaseProductVersion().split(" ")[0],
                        database / MEGABYTE,
                        free.isPresent()
                                ? free.getAsLong() / MEGABYTE + " MB of disk free"
                                : "its free disk cannot be seen from here");
    }

    private static Path existing(Path path) {
        Path folder = path.toAbsolutePath();
        while (!Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static OptionalLong free(Path folder) {
        try {
            return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException elsewhere) {
            return OptionalLong.empty();
        }
    }
}
