package org.studentmanagement.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.studentmanagement.testsupport.PostgresServer.execute;
import static org.studentmanagement.testsupport.PostgresServer.query;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.issuer.ClientBench.Outcome;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

@BesideTheService
class ClientCommandTest {
    private static String database;
    private static ClientBench client;

    @BeforeAll
    static void aDatabaseWithOneStudent() throws SQLException {
        database = MigratedDatabase.create();
        client = new ClientBench(PostgresServer.url(database));
        execute(database, "INSERT INTO students (number, name, email) VALUES ('11391', 'Ada', 'ada@students.example')");
    }

    @Test
    void aNewClientIsListedAndItsSecretIsPrintedOnceAndStoredNowhere() throws SQLException {
        Outcome created =
                client.run("create", "timetable", "--role", "reader", "--role", "registrar", "--description", "Rooms");

        assertThat(created.exitCode()).isZero();
        assertThat(created.out()).matches("client_id      timetable\nclient_secret  [A-Za-z0-9_-]{43}\n");
        String secret = created.out().substring(created.out().length() - 44).strip();
        assertThat(client.run("list").out())
                .containsPattern("timetable +reader registrar +\\d{4}-\\d\\d-\\d\\dT\\S+Z +active +Rooms")
                .doesNotContain(secret);
        assertThat(query(database, "SELECT clients::text FROM clients WHERE id = 'timetable'"))
                .doesNotContain(secret);
    }

    @Test
    void aScopeOfOneRosterIsGrantedInFullOrByItsLastPartAndListedByThat() throws IOException {
        client.create("platform", "--scope", RosterScope.CORE, "--scope", "roster.readonly", "--role", "reader");

        assertThat(client.run("list").out())
                .containsPattern("platform +reader roster-core.readonly roster.readonly .* active");
    }

    @Test
    void aClientIsBoundToAStudentByTheNumber() {
        assertThat(client.run("create", "adas-phone", "--student", "11391").exitCode())
                .isZero();

        assertThat(client.run("list").out()).containsPattern("adas-phone +student 11391 ");
    }

    @Test
    void aRoleOfAnotherVersionIsSaidToBeNoneHere() throws SQLException {
        client.run("create", "library", "--role", "reader");

        execute(database, "UPDATE clients SET roles = '{reader,librarian}' WHERE id = 'library'");

        assertThat(client.run("list").out())
                .containsPattern("library +reader librarian .* active, no role here: librarian");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{NULL}", "{reader editor}", "{Reader}", "{\"\"}"})
    void whatIsNoNameOfARoleIsNotStored(String roles) {
        client.run("create", "formless", "--role", "reader");

        assertThatThrownBy(() -> execute(database, "UPDATE clients SET roles = '" + roles + "' WHERE id = 'formless'"))
                .hasMessageContaining("clients_roles_check");
    }

    @Test
    void theHelpSaysWhatEachRoleMayDo() {
        assertThat(client.run("create", "--help").out())
                .containsPattern("reader +Reads everything but users and imports\\.\n")
                .containsPattern("editor +Changes students, courses, terms, teachers, study material\\.\n");
    }

    @Test
    void itGoesWithItsStudent() throws SQLException {
        execute(database, "INSERT INTO students (number, name, email) VALUES ('2', 'Bob', 'bob@students.example')");
        client.run("create", "bobs-phone", "--student", "2");

        execute(database, "DELETE FROM students WHERE number = '2'");

        assertThat(client.run("list").out()).doesNotContain("bobs-phone");
    }

    @Test
    void aRotatedSecretIsGoodForAWhileUnlessToldOtherwise() throws Exception {
        client.create("rotated", "--role", "reader");

        assertThat(client.run("rotate", "rotated", "--json").secret()).hasSize(43);
        assertThat(client.run("list").out()).containsPattern("rotated .* active, old secret until \\d{4}");
        assertThat(client.run("rotate", "rotated", "--grace", "0").exitCode()).isZero();
        assertThat(client.run("list").out()).containsPattern("rotated .* active\n?");
    }

    @Test
    void whoIsRevokedStaysListedAndIsKnownNoMore() throws Exception {
        client.create("gone", "--role", "reader");

        assertThat(client.run("revoke", "gone").out()).isEqualTo("Revoked gone.\n");

        assertThat(client.run("list").out()).containsPattern("gone .* revoked \\d{4}");
        for (String command : new String[] {"revoke", "rotate"}) {
            Outcome outcome = client.run(command, "gone");
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(outcome.err())
                    .isEqualTo("No client that may ask for tokens has the name gone: client list shows them.\n");
        }
    }

    @Test
    void aNameIsGivenOnce() throws Exception {
        String secret = client.create("twice", "--role", "reader");

        Outcome again = client.run("create", "twice", "--role", "editor");

        assertThat(secret).hasSize(43);
        assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(again.err()).startsWith("There is a client twice already.");
        assertThat(client.run("list").out()).containsPattern("twice +reader ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | create x | Say what it may do: --role or --scope, once or more, or --student.",
                "2 | create x --role reader --student 11391 | Say what it may do",
                "2 | create x --scope roster.write | A scope is roster-core.readonly, roster.readonly, roster-demographics.readonly, gradebook-core.readonly, gradebook.readonly, gradebook.createput, gradebook.createpost, gradebook.delete, assessment.readonly, assessment.createput, assessment.delete, resource-core.readonly, resource.readonly: roster.write",
                "2 | create x --scope roster.readonly --student 11391 | Say what it may do",
                "2 | create x --role root | A role is reader, registrar, editor, bursar or admin: root",
                "2 | create Time_Table --role reader | A name is of at most 64 small letters",
                "2 | create | Missing required parameter: 'NAME'",
                "2 | rotate x --grace 721 | The grace is 0 to 720 hours: 721",
                "2 | rotate x --grace soon | Invalid value for option '--grace'",
                "3 | create x --student 99 | No student has the number 99.",
                "3 | rotate nobody | No client that may ask for tokens has the name nobody",
            })
    void whatCannotBeMeantChangesNothing(int exitCode, String line, String sentence) {
        Outcome outcome = client.run(line.split(" "));

        assertThat(outcome.err()).startsWith(sentence);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.out()).isEmpty();
        assertThat(client.run("list").out().lines().filter(listed -> listed.startsWith("x ")))
                .isEmpty();
    }

    @Test
    void aConnectionThatBreaksUnderAChangeIsSaidToLeaveItOpen() throws SQLException {
        String breaking = PostgresServer.copy(database);
        execute(breaking, """
                CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql
                  AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
                CREATE TRIGGER away AFTER INSERT ON clients EXECUTE FUNCTION away()
                """);

        Outcome outcome = new ClientBench(PostgresServer.url(breaking)).run("create", "lost", "--role", "reader");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err())
                .startsWith("The connection to the database broke: ")
                .contains("Whether it is done is not known: client list shows it.");
    }

    @Test
    void aDatabaseThatIsAwayOrNotMigratedIsSaidToBe() throws SQLException {
        Outcome away = new ClientBench(PostgresServer.url("never_created")).run("list");
        Outcome behind = new ClientBench(PostgresServer.url(PostgresServer.scratch())).run("list");

        assertThat(away.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(away.err()).contains("database \"never_created\" does not exist");
        assertThat(behind.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(behind.err()).startsWith("The database is not at the schema of this version, so migrate it first");
    }
}
