package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;

/** The values that rows of the Flask generation get in the columns that are new. */
@BesideTheService
class FillTest {
    @Test
    void aCourseIsCodedAfterItsNameIfThatMakesACodeOfItsOwn() throws Exception {
        try (var database = SteppingDatabase.before("courses_code_fill")) {
            database.execute("""
                    INSERT INTO courses (id, name, code) VALUES
                        (1, 'AAA 2013J', NULL),
                        (2, '  Old & new: C++ / Java!  ', NULL),
                        (3, 'Same name', NULL),
                        (4, 'same-NAME', NULL),
                        (6, 'Course 5', NULL),
                        (7, ' ', NULL),
                        (8, '数学', NULL),
                        (9, 'Thirty-two characters is allowed', NULL),
                        (10, 'Thirty-three characters is beyond', NULL),
                        (11, 'Given', 'OTHER'),
                        (12, 'Taken', NULL),
                        (13, 'Has the code of another', 'TAKEN')
                    """);

            database.up();

            assertThat(database.query("SELECT string_agg(id || ' ' || code, E'\\n' ORDER BY id) FROM courses"))
                    .isEqualTo("""
                            1 AAA-2013J
                            2 OLD-NEW-C-JAVA
                            3 COURSE-3
                            4 COURSE-4
                            6 COURSE-6
                            7 COURSE-7
                            8 COURSE-8
                            9 THIRTY-TWO-CHARACTERS-IS-ALLOWED
                            10 COURSE-10
                            11 OTHER
                            12 COURSE-12
                            13 TAKEN""");
        }
    }

    @Test
    void aStudentsNumberIsTheIdUnlessOneIsGiven() throws Exception {
        try (var database = SteppingDatabase.before("students_number_fill")) {
            database.execute("""
                    INSERT INTO students (id, name, email, number) VALUES
                        (2716795, 'Ada', 'ada@students.example', NULL),
                        (2, 'Bob', 'bob@students.example', 'S-2')
                    """);

            database.up();

            assertThat(database.query("SELECT string_agg(id || ' ' || number, ', ' ORDER BY id) FROM students"))
                    .isEqualTo("2 S-2, 2716795 2716795");
        }
    }

    @Test
    void whatWasFilledIsKeptWhenTheChangesetIsRunAgain() throws Exception {
        try (var database = SteppingDatabase.before("courses_code_fill")) {
            database.execute("INSERT INTO courses (id, name) VALUES (1, 'AAA 2013J')");
            database.up();
            database.down();
            database.execute(
                    "UPDATE courses SET name = 'Renamed'; INSERT INTO courses (id, name) VALUES (2, 'AAA 2013J')");
            database.up();
            assertThat(database.query("SELECT string_agg(id || ' ' || code, ', ' ORDER BY id) FROM courses"))
                    .isEqualTo("1 AAA-2013J, 2 COURSE-2");
        }
    }
}
