package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.transfer.ImportResult.Outcome;

@BesideTheService
class ImporterTest {
    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws SQLException {
        bench = new ImportBench();
    }

    @Test
    void tells_new_changed_and_unchanged_rows_apart_and_touches_only_what_differs() throws Exception {
        bench.students("number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org")
                .run();

        ImportResult result = bench.students(
                        "number,name,email", "1,Ada,ada@x.org", "2,Robert,bob@x.org", "3,Cy,cy@x.org")
                .run();

        assertThat(result.tallies()).containsExactly(new Tally("s.csv", 1, 1, 0, 3));
        assertThat(result.outcome()).isEqualTo(Outcome.STORED);
        assertThat(bench.rows("SELECT number, name, email, version FROM students ORDER BY id"))
                .containsExactly("1|Ada|ada@x.org|0", "2|Robert|bob@x.org|1", "3|Cy|cy@x.org|0");
    }

    @Test
    void takes_all_three_files_with_their_columns_in_any_order() throws Exception {
        ImportResult result = bench.enrollments("enrolled_at,course_code,student_number", "2013-10-01,CS-1,1")
                .courses("description,name,code", "\"Bits, and\nbytes\",Computing,CS-1")
                .students("email,number,name", "ada@x.org,1,Ada")
                .run();

        assertThat(result).hasToString("""
                               new  changed  unchanged  refused
                        s.csv    1        0          0        0
                        c.csv    1        0          0        0
                        e.csv    1        0          0        0
                        Stored.""");
        assertThat(bench.rows("SELECT code, name, description FROM courses"))
                .containsExactly("CS-1|Computing|Bits, and\nbytes");
        assertThat(bench.rows("SELECT s.name, c.name, e.enrolled_at AT TIME ZONE 'UTC' FROM student_courses e"
                        + " JOIN students s ON s.id = student_id JOIN courses c ON c.id = course_id"))
                .containsExactly("Ada|Computing|2013-10-01 00:00:00");
    }

    @Test
    void changes_nothing_in_a_dry_run_and_says_what_it_would() throws Exception {
        ImportResult result = bench.students("number,name,email", "1,Ada,ada@x.org")
                .courses("code,name", "CS-1,Computing")
                .enrollments("student_number,course_code", "1,CS-1", "2,CS-1")
                .dryRun()
                .run();

        assertThat(result.tallies())
                .containsExactly(
                        new Tally("s.csv", 1, 0, 0, 1), new Tally("c.csv", 1, 0, 0, 1), new Tally("e.csv", 1, 0, 1, 2));
        assertThat(result.outcome()).isEqualTo(Outcome.DRY_RUN);
        assertThat(bench.refusals())
                .containsExactly("e.csv:3: student_number: there is no student \"2\", neither stored nor to be stored");
        assertThat(bench.rows("SELECT number FROM students")).isEmpty();
    }

    @Test
    void keeps_a_description_that_has_no_column_and_clears_one_that_is_empty() throws Exception {
        bench.courses("code,name,description", "A,First,about a", "B,Second,about b")
                .run();

        bench.courses("code,name", "A,Renamed", "B,Second").run();
        assertThat(bench.rows("SELECT code, name, description, version FROM courses ORDER BY code"))
                .containsExactly("A|Renamed|about a|1", "B|Second|about b|0");

        bench.courses("code,name,description", "A,Renamed,", "B,Second,about b").run();
        assertThat(bench.rows("SELECT code, description, version FROM courses ORDER BY code"))
                .containsExactly("A|null|2", "B|about b|0");
    }

    @Test
    void takes_an_enrollment_without_a_time_as_made_now_and_leaves_a_stored_one_as_it_is() throws Exception {
        bench.students("number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org")
                .courses("code,name", "A,First")
                .enrollments("student_number,course_code,enrolled_at", "1,A,2013-10-01T12:00:00+02:00")
                .run();

        ImportResult result = bench.enrollments("student_number,course_code,enrolled_at", "1,A,", "2,A,")
                .run();

        assertThat(result.tallies()).containsExactly(new Tally("e.csv", 1, 0, 0, 2));
        assertThat(bench.rows("SELECT number, enrolled_at = '2013-10-01T10:00:00Z', enrolled_at <= now(),"
                        + " enrolled_at > now() - interval '1 hour' FROM student_courses"
                        + " JOIN students ON id = student_id ORDER BY number"))
                .containsExactly("1|t|t|f", "2|f|t|t");
    }

    @Test
    void takes_values_that_are_stored_though_the_rule_would_refuse_them_today() throws Exception {
        bench.rows("INSERT INTO students (number, name, email) VALUES ('1', E'Ada\\u202E', 'a..b@x') RETURNING 1");
        bench.rows("INSERT INTO courses (code, name, description) VALUES ('A', E'\\u200B', E'\\u001B') RETURNING 1");

        ImportResult result = bench.students("number,name,email", "1,Ada\u202E,a..b@x", "2,Ada\u202E,c@x")
                .courses("code,name,description", "A,\u200B,\u001B")
                .run();
        assertThat(result.tallies()).containsExactly(new Tally("s.csv", 0, 0, 1, 2), new Tally("c.csv", 0, 0, 0, 1));

        bench.students("number,name,email", "1,Ada,a..b@x")
                .courses("code,name,description", "A,New,\u001B")
                .run();
        bench.students("number,name,email", "1,Ada,a@x")
                .courses("code,name,description", "A,New,Old")
                .run();
        assertThat(bench.rows("SELECT number, name, email FROM students")).containsExactly("1|Ada|a@x");
        assertThat(bench.rows("SELECT name, description, version FROM courses")).containsExactly("New|Old|2");
    }

    @Test
    void lets_students_pass_their_addresses_around_in_a_ring() throws Exception {
        bench.students("number,name,email", "1,Ada,a@x.org", "2,Bob,b@x.org", "3,Cy,c@x.org")
                .run();

        ImportResult result = bench.students(
                        "number,name,email", "1,Ada,B@x.org", "2,Bob,c@x.org", "3,Cy,new@x.org", "4,Di,A@X.org")
                .run();

        assertThat(result.tallies()).containsExactly(new Tally("s.csv", 1, 3, 0, 4));
        assertThat(bench.rows("SELECT number, email FROM students ORDER BY number"))
                .containsExactly("1|B@x.org", "2|c@x.org", "3|new@x.org", "4|A@X.org");

        bench.students("number,name,email", "1,Ada,c@x.org", "2,Bob,b@x.org").run();
        assertThat(bench.rows("SELECT number, email FROM students ORDER BY number"))
                .contains("1|c@x.org", "2|b@x.org");
    }

    @Test
    void stores_what_looks_like_the_end_of_a_copy_or_like_no_value() throws Exception {
        bench.courses(
                        "code,name,description",
                        "A,NULL,\"\\.\n\\.\n\"",
                        "B,\"\"\"quoted\"\"\",\\N",
                        "C,🎓 \\t,\"a\r\nb\rc\"")
                .run();

        assertThat(bench.rows("SELECT code, name, description FROM courses ORDER BY code"))
                .containsExactly("A|NULL|\\.\n\\.\n", "B|\"quoted\"|\\N", "C|🎓 \\t|a\r\nb\rc");
    }

    @Test
    void reads_gzip_in_several_members_and_a_byte_order_mark() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String member : new String[] {"\uFEFFnumber,name,email\r\n1,Ad", "a,ada@x.org\r\n\r\n"}) {
            try (OutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(member.getBytes(StandardCharsets.UTF_8));
            }
        }

        bench.bytes(ImportBench.STUDENTS, "s.csv.gz", bytes.toByteArray()).run();

        assertThat(bench.rows("SELECT number, name FROM students")).containsExactly("1|Ada");
    }

    @Test
    void leaves_readers_alone_and_waits_for_a_writer() throws Exception {
        bench.students("number,name,email", "1,Ada,ada@x.org").run();
        CompletableFuture<ImportResult> waiting;
        try (Connection writer = PostgresServer.connect(bench.database);
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("UPDATE students SET name = 'Augusta'");
            waiting = CompletableFuture.supplyAsync(() -> run(bench.students("number,name,email", "1,Ada,ada@x.org")));
            Awaitility.await()
                    .until(() -> bench.rows("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND application_name = 'import' AND wait_event_type = 'Lock'")
                            .contains("1"));
            writer.commit();
        }

        assertThat(waiting.join().tallies()).containsExactly(new Tally("s.csv", 0, 1, 0, 1));
        assertThat(bench.rows("SELECT name, version FROM students")).containsExactly("Ada|2");
    }

    @Test
    void says_that_the_outcome_is_unknown_if_the_connection_breaks_during_the_commit() throws Exception {
        bench.execute("CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';"
                + "CREATE CONSTRAINT TRIGGER students_break AFTER INSERT ON students DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION break()");

        assertThatThrownBy(() ->
                        bench.students("number,name,email", "1,Ada,ada@x.org").run())
                .isInstanceOf(UnknownOutcomeException.class);
    }

    private static ImportResult run(ImportBench bench) {
        try {
            return bench.run();
        } catch (SQLException | UnusableFileException e) {
            throw new CompletionException(e);
        }
    }
}
