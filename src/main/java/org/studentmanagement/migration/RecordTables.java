package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.SQLException;

/** The tables in which migrations are recorded. Others than their owner may read them, and nothing else. */
final class RecordTables {
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

    /**
     * Takes away what the default privileges of an installation give on every new table. Each run does it, since the one
     * that made the tables may have been killed before.
     */
    static void keepToOwner(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(KEEP);
        }
    }
}
