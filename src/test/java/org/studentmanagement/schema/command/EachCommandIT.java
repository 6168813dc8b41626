package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;

/** The package carries every command, and each finds in it what it reads. */
@BesideTheService
class EachCommandIT {
    @ParameterizedTest(name = "db {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    current                              | 0 | (head)
                    history -v students_number:students_number_fill | 0 | students_number_fill
                    heads                                | 0 | >
                    pending                              | 0 | Nothing is pending.
                    show students_number_key             | 0 | DROP CONSTRAINT students_number_key
                    upgrade --sql --from base            | 0 | CREATE TABLE students
                    downgrade base                       | 0 | revisions undone; now at base
                    stamp students_touch                 | 0 | now at students_touch
                    rehearse                             | 0 | Nothing to rehearse at
                    lint --database                      | 0 | 0 changesets judged
                    drift                                | 0 | The schema is what the changelog makes at
                    locks                                | 0 | Nobody holds
                    unlock                               | 0 | Nobody holds
                    verify --json                        | 0 | "sound" : true
                    """)
    void aCommandDoesWhatItSays(String command, int exitCode, String says) throws Exception {
        assertDone(command, exitCode, says);
    }

    @Tag("native")
    @ParameterizedTest(name = "db {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    current --json                       | 0 | "at_head" : true
                    upgrade                              | 0 | Nothing to do
                    downgrade -1                         | 0 | 1 revision undone
                    downgrade --sql base                 | 0 | DROP TABLE
                    stamp --sql -1                       | 0 | DELETE FROM
                    lint                                 | 0 | nothing found
                    verify                               | 0 | keeps the rules
                    show nosuch                          | 2 | There is no revision nosuch
                    downgrade students_                  | 2 | is the beginning of
                    """)
    void aCommandDoesWhatItSaysOfItsOtherForms(String command, int exitCode, String says) throws Exception {
        assertDone(command, exitCode, says);
    }

    private static void assertDone(String command, int exitCode, String says) throws Exception {
        PackagedService db = PackagedService.start(
                PostgresServer.url(MigratedDatabase.create()), List.of(), ("db " + command).split(" "));

        assertThat(db.exitCode()).as(db.standardError()).isEqualTo(exitCode);
        assertThat(exitCode == 0 ? db.standardOutput() : db.standardError()).contains(says);
        assertThat(db.standardError()).doesNotContain("Exception", "\tat ");
    }
}
