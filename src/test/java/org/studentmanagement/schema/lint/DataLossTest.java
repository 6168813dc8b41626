package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import liquibase.change.Change;
import liquibase.change.core.DropColumnChange;
import liquibase.change.core.ModifyDataTypeChange;
import liquibase.change.core.RawSQLChange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** What statements take away of three pupils, two rooms and four bookings. */
@BesideTheService
class DataLossTest {
    private static String database;

    @BeforeAll
    static void store() throws SQLException {
        database = PostgresServer.scratch();
        PostgresServer.execute(database, """
                CREATE TYPE mood AS ENUM ('good', 'bad');
                CREATE TABLE pupils (id bigint PRIMARY KEY, name varchar(200), note text, mood mood, fee numeric(10, 2),
                    born timestamptz, "Nick name" text);
                CREATE TABLE rooms (id bigint PRIMARY KEY, name text);
                CREATE TABLE bookings (pupil_id bigint REFERENCES pupils ON DELETE CASCADE,
                    room_id bigint REFERENCES rooms ON DELETE SET NULL);
                CREATE TABLE empty (id bigint);
                CREATE SCHEMA attic;
                CREATE TABLE attic.old (id bigint);
                CREATE VIEW named AS SELECT name FROM pupils;
                CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM pupils;
                CREATE FUNCTION purge() RETURNS void LANGUAGE sql AS 'DELETE FROM pupils';
                INSERT INTO pupils VALUES (1, 'Ada', 'x', 'good', 1.50, '2000-01-01 00:00Z', 'A'),
                    (2, repeat('B', 60), 'y', NULL, 2.25, '2000-01-01 10:30Z', NULL),
                    (3000000000, 'Cy', NULL, NULL, 123456.00, NULL, NULL);
                INSERT INTO rooms VALUES (1, 'Hall'), (2, 'Lab');
                INSERT INTO bookings VALUES (1, 1), (1, 2), (2, 1), (3000000000, 2);
                INSERT INTO attic.old VALUES (1);
                """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "nothing", textBlock = """
            DROP TABLE bookings, rooms | bookings 4, rooms 2
            DROP TABLE IF EXISTS public.pupils CASCADE | pupils 3
            ALTER TABLE pupils DROP COLUMN note, DROP COLUMN IF EXISTS mood | pupils.note 2, pupils.mood 1
            ALTER TABLE pupils ADD COLUMN x int, DROP COLUMN "Nick name" | pupils.Nick name 1
            ALTER TABLE ONLY pupils DROP note | pupils.note 2
            ALTER TABLE pupils DROP CONSTRAINT pupils_pkey | nothing
            DROP SCHEMA attic CASCADE | attic.old 1
            DROP VIEW named | nothing
            DROP MATERIALIZED VIEW counted | nothing
            DROP TYPE mood CASCADE | pupils.mood 1
            DROP TABLE empty | empty 0
            DROP TABLE nowhere | nowhere unknown
            DELETE FROM rooms WHERE id = 1 | rows of rooms 1, values of bookings.room_id 2
            DELETE FROM pupils p USING bookings b WHERE b.pupil_id = p.id AND b.room_id = 2 | rows of pupils 2, rows of bookings 3
            DELETE FROM pupils WHERE false | nothing
            WITH gone AS (DELETE FROM bookings RETURNING *) SELECT count(*) FROM gone | rows of bookings 4
            TRUNCATE bookings, empty | rows of bookings 4
            TRUNCATE rooms CASCADE | rows of rooms 2, rows of bookings 4
            MERGE INTO rooms USING pupils ON rooms.id = pupils.id WHEN MATCHED THEN DELETE | rows of rooms unknown
            ALTER TABLE pupils ALTER COLUMN name TYPE varchar(50) USING left(name, 50) | pupils.name, to varchar(50) 1
            ALTER TABLE pupils ALTER name TYPE varchar(50), ALTER id TYPE integer | pupils.name, to varchar(50) 1, pupils.id, to integer 1
            ALTER TABLE pupils ALTER name TYPE varchar(60) | nothing
            ALTER TABLE pupils ALTER note TYPE varchar(1) | nothing
            ALTER TABLE pupils ALTER born TYPE date | pupils.born, to date 1
            ALTER TABLE pupils ALTER fee TYPE numeric(10, 1) | pupils.fee, to numeric(10, 1) 1
            ALTER TABLE pupils ALTER fee TYPE numeric(5, 2) | pupils.fee, to numeric(5, 2) 1
            DO $$ BEGIN DELETE FROM bookings WHERE room_id = 1; DROP TABLE empty; END $$ | rows of bookings 2, empty 0
            DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'pupils'); END $$ | what cannot be read: what EXECUTE runs is made up at run time unknown
            DO 'BEGIN DROP TABLE pupils; END' | what cannot be read: its block is not of the PL/pgSQL that the grammar knows unknown
            SELECT purge() | what purge() does unknown
            SELECT setval(pg_get_serial_sequence('pupils', 'id'), 5) WHERE false | nothing
            CREATE TABLE fresh (id int); DROP TABLE fresh | nothing
            ALTER TABLE pupils RENAME TO people; ALTER TABLE people RENAME note TO remark; ALTER TABLE people DROP remark | pupils.note 2
            ALTER TABLE pupils ADD x int; ALTER TABLE pupils DROP x | nothing
            """)
    void isNamedWithItsRows(String sql, String losses) throws Exception {
        assertThat(losses(new RawSQLChange(sql))).isEqualTo(losses);
    }

    @Test
    void isNamedForTheChangesThatLiquibaseHasItself() throws Exception {
        DropColumnChange dropped = new DropColumnChange();
        dropped.setTableName("pupils");
        dropped.setColumnName("note");
        ModifyDataTypeChange cut = new ModifyDataTypeChange();
        cut.setTableName("pupils");
        cut.setColumnName("id");
        cut.setNewDataType("int");

        assertThat(losses(dropped, cut)).isEqualTo("pupils.note 2, pupils.id, to INTEGER 1");
    }

    /** Null for none. */
    private static String losses(Change... changes) throws SQLException {
        Script script = new Script(Changes.parse(Changelog.PATH, LiquibaseScope.resources()));
        try (Connection connection = PostgresServer.connect(database)) {
            return DataLossAnalysis.of(connection, script, Map.of("one", List.of(changes))).stream()
                    .map(loss -> loss.what() + " " + (loss.rows() == DataLoss.UNKNOWN ? "unknown" : loss.rows()))
                    .reduce((one, other) -> one + ", " + other)
                    .orElse(null);
        }
    }
}
