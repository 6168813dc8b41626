package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.Sheets;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;

@BesideTheService
class ImportCommandTest {
    private static final String HEADER = "number,name,email\n";

    @TempDir
    private Path folder;

    @RegisterExtension
    final Settings settings = new Settings();

    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws SQLException {
        bench = new ImportBench();
    }

    @Test
    void refusedRowsStoreNothingUnlessTheyAreToBeSkipped() throws Exception {
        String students = file("s.csv", HEADER + "1,Ada,ada@x.org\n2,Bob,bob\n");

        Outcome strict = run("--students", students);
        assertThat(strict.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(strict.err()).startsWith(students + ":3: email: \"bob\" is not an e-mail address");
        assertThat(strict.out()).contains("Nothing was stored, because rows are refused");
        assertThat(run("--students", students, "--dry-run").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(bench.rows("SELECT number FROM students")).isEmpty();

        Outcome lenient = run("--students", students, "--skip-invalid");
        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.out()).endsWith("Stored." + System.lineSeparator());
        assertThat(bench.rows("SELECT number FROM students")).containsExactly("1");
    }

    @Test
    void whatCannotBeUsedIsToldInASentence() throws Exception {
        assertUnusable("Name a file: --students, --profiles, --teachers, --terms, --courses, --enrollments, ");
        assertUnusable("Standard input can be one file only.", "--students", "-", "--courses", "-");
        assertUnusable("nosuch.csv: there is no such file", "--students", "nosuch.csv");
        assertUnusable(folder + ": is a folder: name a file", "--courses", folder.toString());
        assertUnusable("--withdraw-missing needs a file of all enrollments.", "--students", "-", "--withdraw-missing");
        assertUnusable(
                "Choose --withdraw-missing or --skip-invalid",
                "--enrollments",
                "-",
                "--withdraw-missing",
                "--skip-invalid");
        String wrong = file("wrong.csv", "number;name;email\n");
        assertUnusable(wrong + ": unknown column \"number;name;email\"", "--students", wrong);
    }

    @Test
    void tooManyWithdrawalsAreRefusedWithTheOptionThatAllowsThem() throws Exception {
        bench.students("number,name,email", "1,Ada,ada@x.org")
                .courses("code,name", "A,First")
                .enrollments("student_number,course_code", "1,A")
                .run();
        String none = file("e.csv", "student_number,course_code\n");

        Outcome refused = run("--enrollments", none, "--withdraw-missing");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.out()).contains("if that is meant, say --withdrawals 1.");
        assertThat(run("--enrollments", none, "--withdraw-missing", "--withdrawals", "1")
                        .exitCode())
                .isZero();
        assertThat(bench.rows("SELECT count(*) FROM student_courses")).containsExactly("0");
    }

    @Test
    void theShareThatNeedsNoConfirmationIsASetting() throws Exception {
        bench.students("number,name,email", "1,Ada,ada@x.org")
                .courses("code,name", "A,First")
                .enrollments("student_number,course_code", "1,A")
                .run();
        String none = file("e.csv", "student_number,course_code\n");
        settings.set(Map.of("quarkus.datasource.jdbc.url", PostgresServer.url(bench.database), "imports.share", "100"));

        Outcome stored = Program.run(
                ImportCommand.commandLine(Sheets.ALL, Sheets.ARCHIVE), "--enrollments", none, "--withdraw-missing");

        assertThat(stored.exitCode()).isZero();
        assertThat(bench.rows("SELECT count(*) FROM student_courses")).containsExactly("0");
    }

    @Test
    void aMissingSchemaAndAWrongPasswordAreToldInASentence() throws Exception {
        assertFailed(
                PostgresServer.url(PostgresServer.scratch()),
                "The database is not at the schema of this version, so migrate it first");
        assertFailed(
                PostgresServer.urlWithWrongPassword(),
                "The database refuses the login, so check user name and password: FATAL: password authentication");
    }

    private void assertUnusable(String sentence, String... arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).startsWith(sentence);
        assertThat(outcome.out()).isEmpty();
    }

    private void assertFailed(String url, String sentence) throws IOException {
        Outcome outcome = runOn(url, "--students", file("s.csv", HEADER + "1,Ada,ada@x.org\n"));
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).startsWith(sentence).doesNotContain("Exception", "\tat ");
        assertThat(outcome.out()).isEmpty();
    }

    private Outcome run(String... arguments) {
        return runOn(PostgresServer.url(bench.database), arguments);
    }

    private Outcome runOn(String url, String... arguments) {
        settings.set(Map.of("quarkus.datasource.jdbc.url", url));
        return Program.run(ImportCommand.commandLine(Sheets.ALL, Sheets.ARCHIVE), arguments);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
