package org.studentmanagement.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;
import static org.studentmanagement.testsupport.PostgresServer.query;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;

@BesideTheService
class UserCommandTest {
    private static String database;

    @RegisterExtension
    final Settings settings = new Settings();

    @BeforeEach
    void hashesAreQuick() {
        settings.set(Map.of("sign-in.cost", "4"));
    }

    @BeforeAll
    static void aDatabaseWithAStudentAndATeacher() throws SQLException {
        database = MigratedDatabase.create();
        execute(database, "INSERT INTO students (number, name, email) VALUES ('11391', 'Ada', 'ada@students.example')");
        execute(database, "INSERT INTO teachers (number, name) VALUES ('T-1', 'Mary')");
    }

    @Test
    void aUserIsMadeAndListedAndThePasswordIsPrintedOnceAndIsNotStored() throws SQLException {
        Outcome created = user("create admin@school.example --name Ada --role admin --role reader --teacher T-1");

        assertThat(created.out()).matches("email     admin@school.example\npassword  [A-Za-z0-9_-]{20}\n");
        String password = created.out().strip().replaceFirst("(?s).* ", "");
        assertThat(query(database, "SELECT users::text FROM users WHERE email = 'admin@school.example'"))
                .doesNotContain(password);
        assertThat(BcryptUtil.matches(password, hash("admin@school.example"))).isTrue();
        assertThat(hash("admin@school.example")).contains("$04$");
        assertThat(user("list").out())
                .containsPattern("admin@school.example +admin reader teacher T-1 +never +active +Ada");

        execute(
                database,
                "INSERT INTO user_sessions (token_hash, user_id) SELECT 'x', id FROM users WHERE email = 'admin@school.example'");
        Outcome again = user("password ADMIN@school.example --json");
        assertThat(again.exitCode()).isZero();
        assertThat(BcryptUtil.matches(password, hash("admin@school.example"))).isFalse();
        assertThat(query(database, "SELECT count(*) FROM user_sessions")).isEqualTo("0");
    }

    private static String hash(String email) throws SQLException {
        return query(database, "SELECT password_hash FROM users WHERE email = '" + email + "'");
    }

    @Test
    void whoIsDisabledStaysListedAndMayComeBack() {
        user("create pupil@school.example --name Ada --student 11391");

        assertThat(user("disable pupil@school.example").out()).isEqualTo("Disabled pupil@school.example.\n");
        assertThat(user("list").out()).containsPattern("pupil@school.example +student 11391 .* disabled \\d{4}");
        assertThat(user("enable pupil@school.example").exitCode()).isZero();
        assertThat(user("list").out()).containsPattern("pupil@school.example .* active");
    }

    @Test
    void theLastAdministratorStays() throws SQLException {
        user("create first@school.example --name Ada --role admin");
        user("create second@school.example --name Bob --role admin");
        user("disable second@school.example");
        execute(
                database,
                "UPDATE users SET roles = '{}' WHERE email NOT IN ('first@school.example', 'second@school.example')");

        Outcome refused = user("disable first@school.example");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .contains("No other user who may sign in has the role admin than first@school.example");
        assertThat(user("list").out()).containsPattern("first@school.example .* active");
        user("enable second@school.example");
        assertThat(user("disable first@school.example").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | create x@y.example --name X | Say what the user may do",
                "2 | create x@y.example --name X --role reader --student 11391 | Say what the user may do",
                "2 | create x@y.example --name X --role root | A role is reader, registrar, editor, bursar or admin: root",
                "2 | create x --name X --role reader | It is no e-mail address",
                "2 | create x@y.example --role reader | Missing required option: '--name=NAME'",
                "3 | create x@y.example --name X --student 99 | No student has the number 99.",
                "3 | create x@y.example --name X --teacher 99 | No teacher has the number 99.",
                "3 | create x@y.example --name X --role reader --ask | A password is typed on a terminal only",
                "3 | password nobody@y.example | No user has the e-mail address nobody@y.example",
                "3 | disable nobody@y.example | No user has the e-mail address nobody@y.example"
            })
    void whatCannotBeDoneIsToldInASentence(int exitCode, String line, String sentence) {
        Outcome outcome = user(line);

        assertThat(outcome.err()).contains(sentence);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    private static Outcome user(String line) {
        return Program.run(
                UserCommand.commandLine(
                        () -> new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty())),
                line.split(" "));
    }
}
