package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.change.core.RawSQLChange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** What statements ask of three pupils and four bookings that an earlier revision made room for. */
@BesideTheService
class DataRequirementTest {
    private static final String SCHEMA = """
            CREATE TABLE pupils (id bigint PRIMARY KEY, name varchar(200), phone text, fee numeric(10, 2), seen bigint);
            CREATE TABLE bookings (pupil_id bigint, room text);
            CREATE TABLE guarded (id bigint, name text, version bigint)
            """;

    private static String database;

    @BeforeAll
    static void store() throws SQLException {
        database = PostgresServer.scratch();
        PostgresServer.execute(database, SCHEMA + ";" + """
                INSERT INTO pupils VALUES (1, 'Ada', NULL, 1.50, 1), (2, repeat('B', 60), '5', 2.25, 3000000000),
                    (3, '', '5', 123456.00, NULL);
                INSERT INTO bookings VALUES (1, 'Hall'), (5, 'Lab'), (6, 'Lab'), (NULL, NULL);
                INSERT INTO guarded VALUES (1, NULL, NULL);
                CREATE FUNCTION count_up() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.version := OLD.version + 1; RETURN NEW; END';
                CREATE TRIGGER guarded_touch BEFORE UPDATE ON guarded FOR EACH ROW EXECUTE FUNCTION count_up();
                """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "nothing", textBlock = """
            ALTER TABLE bookings ADD FOREIGN KEY (pupil_id) REFERENCES pupils | rows of bookings whose pupil_id is not in pupils: 2
            ALTER TABLE bookings ADD CONSTRAINT known FOREIGN KEY (pupil_id) REFERENCES pupils (id) NOT VALID | nothing
            ALTER TABLE bookings ADD CONSTRAINT known FOREIGN KEY (pupil_id) REFERENCES pupils (id) NOT VALID; ALTER TABLE bookings VALIDATE CONSTRAINT known | rows of bookings whose pupil_id is not in pupils: 2
            DELETE FROM bookings WHERE pupil_id > 4; ALTER TABLE bookings ADD FOREIGN KEY (pupil_id) REFERENCES pupils | nothing
            ALTER TABLE pupils ADD CHECK (name <> '' AND length(name) < 50) | rows of pupils against CHECK (name <> '' AND length(name) < 50): 2
            ALTER TABLE pupils ALTER phone SET NOT NULL | rows of pupils without a value in phone, which becomes NOT NULL: 1
            UPDATE pupils SET phone = '0' WHERE phone IS NULL; ALTER TABLE pupils ALTER phone SET NOT NULL | nothing
            UPDATE pupils SET (name, phone) = ('x', '0'); ALTER TABLE pupils ALTER phone SET NOT NULL | nothing
            UPDATE pupils SET name = 'x' WHERE name = ''; ALTER TABLE pupils ALTER phone SET NOT NULL | rows of pupils without a value in phone, which becomes NOT NULL: 1
            UPDATE guarded SET id = 2 WHERE id = 1; ALTER TABLE guarded ALTER name SET NOT NULL, ALTER version SET NOT NULL | rows of guarded without a value in name, which becomes NOT NULL: 1
            DO $$ BEGIN EXECUTE 'UPDATE pupils SET phone = 0'; END $$; ALTER TABLE pupils ALTER phone SET NOT NULL | nothing
            ALTER TABLE pupils ADD UNIQUE (phone) | values of phone, which becomes unique, that several rows of pupils have: 1
            CREATE UNIQUE INDEX ON pupils (phone) WHERE id < 3 | nothing
            CREATE UNIQUE INDEX ON bookings (room, (pupil_id > 4)) | values of room, (pupil_id > 4), which becomes unique, that several rows of bookings have: 1
            CREATE INDEX ON pupils (phone) | nothing
            ALTER TABLE bookings ADD PRIMARY KEY (pupil_id) | rows of bookings without a value in pupil_id, which becomes NOT NULL: 1
            ALTER TABLE pupils ALTER name TYPE varchar(50) | rows of pupils whose name does not fit into varchar(50): 1
            ALTER TABLE pupils ALTER name TYPE varchar(50) USING left(name, 50) | nothing
            ALTER TABLE pupils ALTER seen TYPE integer | rows of pupils whose seen does not fit into integer: 1
            ALTER TABLE pupils ALTER fee TYPE numeric(5, 2) | rows of pupils whose fee does not fit into numeric(5, 2): 1
            ALTER TABLE pupils ADD COLUMN born date NOT NULL | rows of pupils, for which born, NOT NULL from the start, brings no value: 3
            ALTER TABLE pupils ADD COLUMN born date NOT NULL DEFAULT now() | nothing
            ALTER TABLE pupils ADD COLUMN born date; ALTER TABLE pupils ALTER born SET NOT NULL | nothing
            ALTER TABLE pupils RENAME phone TO number; ALTER TABLE pupils ALTER number SET NOT NULL | nothing
            CREATE TABLE fresh (id int); ALTER TABLE fresh ADD PRIMARY KEY (id) | nothing
            """)
    void isAskedOfTheRows(String sql, String sentences) throws Exception {
        assertThat(sentences(sql)).isEqualTo(sentences);
    }

    /** Null for none. */
    private static String sentences(String sql) throws SQLException {
        Script script = new Script(Changes.parse(Changelog.PATH, LiquibaseScope.resources()));
        try (Connection connection = PostgresServer.connect(database)) {
            String sentences =
                    PreflightChecks.look(connection, script, List.of(step(SCHEMA)), List.of(step(sql)), true).stream()
                            .map(PreflightFailure::sentence)
                            .collect(Collectors.joining("; "));
            return sentences.isEmpty() ? null : sentences;
        }
    }

    private static PreflightChecks.PlannedRevision step(String sql) {
        return new PreflightChecks.PlannedRevision("one", List.of(new RawSQLChange(sql)), null, "");
    }
}
