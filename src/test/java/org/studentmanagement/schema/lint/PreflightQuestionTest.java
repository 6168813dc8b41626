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
import org.studentmanagement.schema.lint.PreflightChecks.PlannedRevision;
import org.studentmanagement.schema.lint.PreflightChecks.Question;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** What a revision asks of three pupils and four bookings, before the revision that comes before it has run. */
@BesideTheService
class PreflightQuestionTest {
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

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "nothing", textBlock = """
            SELECT 1 | pupils WHERE phone IS NULL | 1
            SELECT 1 | pupils WHERE nickname IS NULL | nothing
            UPDATE pupils SET phone = '0' WHERE phone IS NULL | pupils WHERE phone IS NULL | nothing
            UPDATE pupils SET (name, phone) = ('x', '0') | pupils WHERE phone IS NULL | nothing
            UPDATE pupils SET name = 'x' WHERE name = '' | pupils WHERE phone IS NULL | 1
            UPDATE pupils SET phone = '0' WHERE phone IS NULL | guarded WHERE name IS NULL | 1
            UPDATE guarded SET id = 2 WHERE id = 1 | guarded WHERE name IS NULL | nothing
            DO $$ BEGIN EXECUTE 'UPDATE pupils SET phone = 0'; END $$ | pupils WHERE phone IS NULL | nothing
            DELETE FROM bookings WHERE pupil_id > 4 | bookings b WHERE NOT EXISTS (SELECT FROM pupils p WHERE p.id = b.pupil_id) | nothing
            SELECT 1 | bookings b WHERE pupil_id > 0 AND NOT EXISTS (SELECT FROM pupils p WHERE p.id = b.pupil_id) | 2
            ALTER TABLE pupils ALTER name TYPE varchar(50) USING left(name, 50) | pupils WHERE length(name) > 50 | nothing
            ALTER TABLE pupils ALTER name TYPE text | pupils WHERE length(name) > 50 | 1
            ALTER TABLE pupils RENAME phone TO number | pupils WHERE number IS NULL | nothing
            ALTER TABLE pupils ADD COLUMN seen bigint | pupils WHERE seen IS NULL | nothing
            CREATE TABLE fresh (id int) | fresh WHERE id IS NULL | nothing
            """)
    void isAskedUnlessAnEarlierRevisionMayAnswerIt(String earlier, String rows, String count) throws Exception {
        String query = "SELECT count(*) FROM " + rows;
        assertThat(queries(earlier, query)).isEqualTo(count == null ? null : query + "; -- " + count);
    }

    /** Null for none. */
    private static String queries(String earlier, String query) throws SQLException {
        Script script = new Script(Changes.parse(Changelog.PATH, LiquibaseScope.resources()));
        Question question = new Question("Bad rows.", query, query);
        try (Connection connection = PostgresServer.connect(database)) {
            String queries = PreflightChecks.look(
                            connection,
                            script,
                            List.of(new RawSQLChange(SCHEMA)),
                            List.of(
                                    new PlannedRevision("one", List.of(new RawSQLChange(earlier)), List.of()),
                                    new PlannedRevision("two", List.of(), List.of(question))))
                    .stream()
                    .map(PreflightFailure::query)
                    .collect(Collectors.joining("; "));
            return queries.isEmpty() ? null : queries;
        }
    }
}
