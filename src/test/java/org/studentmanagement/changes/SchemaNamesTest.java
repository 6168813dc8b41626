package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** What the changesets leave behind in the database: PostgreSQL's own names, and a remark on everything. */
@BesideTheService
class SchemaNamesTest {
    @Test
    void constraintsHaveTheNamesThatPostgresqlWouldGive() throws Exception {
        assertThat(query("""
                        SELECT conname || ' should be ' || expected
                        FROM pg_constraint
                        JOIN pg_class ON pg_class.oid = conrelid,
                        LATERAL (
                            SELECT string_agg(attname, '_' ORDER BY place) AS columns, count(*) AS width
                            FROM unnest(conkey) WITH ORDINALITY AS key (attnum, place)
                            JOIN pg_attribute USING (attnum)
                            WHERE attrelid = conrelid) key,
                        LATERAL (
                            SELECT CASE contype
                                WHEN 'p' THEN relname || '_pkey'
                                WHEN 'u' THEN relname || '_' || columns || '_key'
                                WHEN 'f' THEN relname || '_' || columns || '_fkey'
                                WHEN 'x' THEN relname || '_' || columns || '_excl'
                                WHEN 'c' THEN relname || CASE width WHEN 1 THEN '_' || columns ELSE '' END || '_check'
                                WHEN 'n' THEN relname || '_' || columns || '_not_null' END AS expected) name
                        WHERE relnamespace = 'public'::regnamespace AND conname <> expected
                        """)).isEmpty();
    }

    @Test
    void indexesHaveTheNamesThatPostgresqlWouldGive() throws Exception {
        // An index on an expression has the function's name in place of a column's.
        assertThat(query("""
                        SELECT i.relname || ' should be ' || expected
                        FROM pg_index
                        JOIN pg_class t ON t.oid = indrelid
                        JOIN pg_class i ON i.oid = indexrelid,
                        LATERAL (
                            SELECT t.relname || '_' || string_agg(attname, '_' ORDER BY place) || '_idx' AS expected
                            FROM unnest(indkey::int2[]) WITH ORDINALITY AS key (number, place)
                            JOIN pg_attribute ON CASE number
                                WHEN 0 THEN attrelid = indexrelid AND attnum = place
                                ELSE attrelid = indrelid AND attnum = number END) name
                        WHERE t.relnamespace = 'public'::regnamespace
                          AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
                          AND i.relname <> expected
                        """)).isEmpty();
    }

    @Test
    void sequencesHaveTheNamesThatPostgresqlWouldGive() throws Exception {
        assertThat(query("""
                        SELECT s.relname || ' should be ' || t.relname || '_' || attname || '_seq'
                        FROM pg_depend
                        JOIN pg_class s ON s.oid = objid AND s.relkind = 'S'
                        JOIN pg_class t ON t.oid = refobjid
                        JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
                        WHERE t.relnamespace = 'public'::regnamespace
                          AND s.relname <> t.relname || '_' || attname || '_seq'
                        """)).isEmpty();
    }

    @Test
    void everyTableAndColumnHasARemark() throws Exception {
        assertThat(query("""
                        SELECT relname || coalesce('.' || attname, '')
                        FROM pg_class
                        JOIN (SELECT attrelid, attnum, attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
                              UNION ALL SELECT oid, 0, NULL FROM pg_class) part ON attrelid = oid
                        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                          AND relname NOT IN ('databasechangelog', 'databasechangeloglock')
                          AND coalesce(btrim(CASE attnum
                              WHEN 0 THEN obj_description(oid, 'pg_class') ELSE col_description(oid, attnum) END), '') = ''
                        """)).isEmpty();
    }

    @Test
    void thereIsNothingThatTheDescriptionOfASchemaLeavesOut() throws Exception {
        assertThat(query("""
                        SELECT relname::text FROM pg_class
                        WHERE relnamespace = 'public'::regnamespace
                          AND (relkind NOT IN ('r', 'i', 'S') OR relrowsecurity OR relpersistence <> 'p'
                               OR EXISTS (SELECT FROM pg_inherits WHERE inhrelid = oid))
                        UNION ALL
                        SELECT typname FROM pg_type
                        WHERE typnamespace = 'public'::regnamespace AND typrelid = 0 AND typelem = 0
                          AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_type.oid AND deptype = 'e')
                        """)).isEmpty();
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var connection = PostgresServer.connect(MigratedDatabase.create());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
