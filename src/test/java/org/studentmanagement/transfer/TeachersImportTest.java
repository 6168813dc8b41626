package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** Teachers may have no address; an address that one has is no other's. */
@BesideTheService
class TeachersImportTest {
    private static final String STORED = "SELECT number, coalesce(email, '-') FROM teachers ORDER BY number";

    @Test
    void addresses_are_given_up_swapped_and_left_and_no_two_teachers_have_one() throws Exception {
        ImportBench bench = new ImportBench();
        String[] teachers = {"number,name,email", "1,Ada,ada@x.org", "2,Bob,bob@x.org", "3,Cy,", "4,Dee,"};
        bench.file("teachers", teachers).run();

        assertThat(bench.rows(STORED)).containsExactly("1|ada@x.org", "2|bob@x.org", "3|-", "4|-");
        assertThat(bench.file("teachers", teachers).run().outcome()).isEqualTo(Outcome.UNCHANGED);
        bench.file("teachers", "number,name,email", "1,Ada,bob@x.org", "2,Bob,ADA@x.org")
                .run();
        bench.file("teachers", "number,name", "1,Ada L").run();
        bench.file("teachers", "number,name,email", "2,Bob,", "3,Cy,ada@x.org").run();
        assertThat(bench.rows(STORED)).containsExactly("1|bob@x.org", "2|-", "3|ada@x.org", "4|-");

        bench.file("teachers", "number,name,email", "4,Dee,BOB@x.org", "5,Eve,eve@x.org", "6,Fay,Eve@x.org")
                .run();
        assertThat(bench.refusals())
                .containsExactly(
                        "teachers.csv:2: email: \"BOB@x.org\" belongs to teacher \"1\"",
                        "teachers.csv:4: email: \"Eve@x.org\" is on line 3 already");
    }
}
