package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;

/** A database in which somebody was erased goes back to before that could be, and on again. */
@BesideTheService
class ErasureStepsTest {
    private static final String HISTORY =
            "SELECT string_agg(kind || ' ' || (student_id = 1), ', ' ORDER BY id) FROM enrollment_events";

    @Test
    void whatIsAnonymousStaysSoAndOnlyTheNoticeOfItIsDropped() throws Exception {
        try (var database = SteppingDatabase.before("enrollment_events_erased")) {
            database.execute("INSERT INTO students (number, name, email) VALUES ('1', 'Ada', 'ada@students.example');"
                    + "INSERT INTO courses (code, name) VALUES ('A', 'Algebra');"
                    + "INSERT INTO student_courses (student_id, course_id) VALUES (1, 1)");
            database.up(4);

            assertThat(database.query("SELECT erase_student(1)")).isEqualTo("t");
            assertThat(database.query(HISTORY)).isEqualTo("enrolled false, withdrawn false, erased true");
            database.down(4);

            assertThat(database.query(HISTORY)).isEqualTo("enrolled false, withdrawn false");
            database.up(4);
            assertThat(database.query("SELECT erase_student(1)")).isEqualTo("f");
        }
    }
}
