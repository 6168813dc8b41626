package org.studentmanagement.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import liquibase.database.core.PostgresDatabase;
import org.eclipse.microprofile.config.ConfigProvider;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.terminal.Refused;

/** The tables in which migrations are recorded. Others than their owner may read them, and nothing else. */
public final class RecordTables {
    private static final Pattern NAMES = Pattern.compile("record_tables|databasechangelog(lock)?");

    /** All of them, with the sequence of one, and with what only stands while a deployment lasts. */
    private static final String ALL = "'%s', '%s', 'migration_run', 'migration_run_id_seq', 'migration_watch'";

    private static final String CHANGELOG = "quarkus.liquibase.database-change-log-table-name";
    private static final String LOCK = "quarkus.liquibase.database-change-log-lock-table-name";

    private static final String KEEP = """
            DO $$
            DECLARE
                held record;
            BEGIN
                FOR held IN
                    SELECT oid::regclass AS name, privilege_type AS privilege,
                        CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee
                    FROM pg_class, aclexplode(relacl)
                    WHERE oid = ANY (ARRAY[to_regclass('databasechangelog'), to_regclass('databasechangeloglock'),
                            to_regclass('migration_run')])
                      AND grantee <> relowner AND privilege_type <> 'SELECT'
                LOOP
                    EXECUTE format('REVOKE %s ON %s FROM %s', held.privilege, held.name, held.grantee);
                END LOOP;
            END
            $$
            """;

    private RecordTables() {}

    /** The table of the changesets that have run: Liquibase's own, unless another application has that. */
    public static String changelog() {
        return name(CHANGELOG).orElse("databasechangelog");
    }

    /** The table of Liquibase's lock, which is another one where the one of the changesets is. */
    public static String lock() {
        return name(LOCK).orElse(changelog() + "lock");
    }

    /**
     * The SQL with the names that are configured in the place of Liquibase's own, and with all of them, as literals, in the
     * place of {@code record_tables}.
     */
    public static String named(String sql) {
        return NAMES.matcher(sql).replaceAll(name -> switch (name.group()) {
            case "record_tables" -> ALL.formatted(changelog(), lock());
            case "databasechangelog" -> changelog();
            default -> lock();
        });
    }

    /** A database of Liquibase with these tables, and no connection. */
    public static PostgresDatabase database() {
        PostgresDatabase database = new PostgresDatabase();
        database.setDatabaseChangeLogTableName(changelog());
        database.setDatabaseChangeLogLockTableName(lock());
        return database;
    }

    /** In small letters, as PostgreSQL has a name that is not quoted. */
    private static Optional<String> name(String setting) {
        Optional<String> name = ConfigProvider.getConfig().getOptionalValue(setting, String.class);
        if (name.isPresent() && !name.get().matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
            throw Refused.usage("%s is %s: a name is of letters, digits and underscores.", setting, name.get());
        }
        return name.map(letters -> letters.toLowerCase(Locale.ROOT));
    }

    /**
     * Takes away what the default privileges of an installation give on every new table. Each run does it, since the one
     * that made the tables may have been killed before.
     */
    public static void keepToOwner(Connection connection) throws SQLException {
        Jdbc.execute(connection, named(KEEP));
    }
}
