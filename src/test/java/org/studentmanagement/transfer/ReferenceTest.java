package org.studentmanagement.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.transfer.ImportResult.Outcome;

/** A column that refers to a row by its key: of another sheet, and of the same. */
@BesideTheService
class ReferenceTest {
    private static final String TERMS = "code,name,kind,begins_on,ends_on,parent";
    private static final String DAYS = ",2013-10-01,2014-06-25,";
    private static final String PARENTS = "SELECT t.code, coalesce(p.code, '-'), t.version"
            + " FROM terms t LEFT JOIN terms p ON p.id = t.parent_id ORDER BY t.code";
    private static final String HELD =
            "SELECT c.code, coalesce(t.code, '-'), c.version FROM courses c LEFT JOIN terms t ON t.id = term_id ORDER BY c.code";

    private ImportBench bench;

    @BeforeEach
    void createDatabase() throws SQLException {
        bench = new ImportBench();
    }

    @Test
    void refers_to_rows_that_are_stored_or_come_along_and_to_none_where_it_is_empty() throws Exception {
        bench.terms(TERMS, "2013B,Spring,term" + DAYS).run();

        ImportResult result = bench.terms(TERMS, "2013J,Autumn,term" + DAYS)
                .courses("code,name,term", "A,First,2013B", "B,Second,2013J", "C,Third,")
                .run();

        assertThat(bench.refusals()).isEmpty();
        assertThat(result.tallies()).containsExactly(new Tally("t.csv", 1, 0, 0, 1), new Tally("c.csv", 3, 0, 0, 3));
        assertThat(bench.rows(HELD)).containsExactly("A|2013B|0", "B|2013J|0", "C|-|0");
        assertThat(bench.rows("SELECT code, name, kind, begins_on, ends_on FROM terms ORDER BY code"))
                .containsExactly("2013B|Spring|term|2013-10-01|2014-06-25", "2013J|Autumn|term|2013-10-01|2014-06-25");
    }

    @Test
    void changes_what_it_is_sent_for_and_leaves_what_has_no_column_as_it_is() throws Exception {
        bench.terms(TERMS, "2013B,Spring,term" + DAYS, "2013J,Autumn,term" + DAYS)
                .courses("code,name,term", "A,First,2013B", "B,Second,2013B", "C,Third,2013B", "D,Fourth,")
                .run();

        assertThat(bench.courses("code,name", "A,First", "B,Second").run().outcome())
                .isEqualTo(Outcome.UNCHANGED);
        ImportResult result = bench.courses(
                        "code,term,name", "A,2013J,First", "B,,Second", "C,2013B,Third", "D,2013J,Fourth")
                .run();

        assertThat(result.tallies()).containsExactly(new Tally("c.csv", 0, 3, 0, 4));
        assertThat(bench.rows(HELD)).containsExactly("A|2013J|1", "B|-|1", "C|2013B|0", "D|2013J|1");
        bench.courses("code,name", "A,Renamed").run();
        assertThat(bench.rows(HELD)).contains("A|2013J|2");
    }

    @Test
    void refuses_what_refers_to_no_row_or_to_one_that_is_refused() throws Exception {
        ImportResult result = bench.terms(TERMS, "2013B,Spring,term" + DAYS, "2013J, ,term" + DAYS)
                .courses("code,name,term", "A,First,2013B", "B,Second,2013J", "C,Third,2012J", "D,Fourth,2012j")
                .skipInvalid()
                .run();

        assertThat(bench.refusals())
                .containsExactly(
                        "t.csv:3: name: is blank: send a name",
                        "c.csv:3: term: there is no term \"2013J\", neither stored nor to be stored",
                        "c.csv:4: term: there is no term \"2012J\", neither stored nor to be stored",
                        "c.csv:5: term: \"2012j\" is not a term's code: send 1 to 32 capitals and digits, single hyphens between");
        assertThat(result.outcome()).isEqualTo(Outcome.STORED);
        assertThat(bench.rows(HELD)).containsExactly("A|2013B|0");
    }

    @Test
    void a_parent_may_be_on_a_later_line() throws Exception {
        String[] terms = {
            TERMS,
            "WEEKS,First weeks,grading_period" + DAYS + "2013J",
            "2013J,Autumn,term" + DAYS + "2013",
            "2013,Year,school_year" + DAYS
        };

        assertThat(bench.terms(terms).dryRun().run().tallies()).containsExactly(new Tally("t.csv", 3, 0, 0, 3));
        assertThat(bench.rows(PARENTS)).isEmpty();
        assertThat(bench.terms(terms).run().outcome()).isEqualTo(Outcome.STORED);

        assertThat(bench.refusals()).isEmpty();
        assertThat(bench.rows(PARENTS)).containsExactly("2013|-|0", "2013J|2013|1", "WEEKS|2013J|1");
        assertThat(bench.terms(terms).run().outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void what_is_stored_moves_below_a_parent_that_is_new() throws Exception {
        bench.terms(TERMS, "2013,Year,school_year" + DAYS, "2013J,Autumn,term" + DAYS + "2013")
                .run();

        ImportResult result = bench.terms(
                        TERMS,
                        "2013J,Autumn,term" + DAYS + "NEW",
                        "NEW,New year,school_year" + DAYS,
                        "2013B,Spring,term" + DAYS + "2013")
                .run();

        assertThat(result.tallies()).containsExactly(new Tally("t.csv", 2, 1, 0, 3));
        assertThat(bench.rows(PARENTS)).containsExactly("2013|-|0", "2013B|2013|0", "2013J|NEW|2", "NEW|-|0");
    }

    @Test
    void with_a_row_those_are_refused_that_would_be_below_it_unless_it_is_stored() throws Exception {
        bench.terms(TERMS, "2012,Year,school_year" + DAYS, "2012J,Autumn,term" + DAYS)
                .run();

        bench.terms(
                        TERMS,
                        "WEEKS,Weeks,grading_period" + DAYS + "2013J",
                        "2013J,Autumn,term" + DAYS + "2013",
                        "2013,,school_year" + DAYS,
                        "2012J,Autumn,term" + DAYS + "2011",
                        "DAYS,Days,grading_period" + DAYS + "2012J")
                .skipInvalid()
                .run();

        assertThat(bench.refusals())
                .containsExactly(
                        "t.csv:2: parent: there is no term \"2013J\", neither stored nor to be stored",
                        "t.csv:3: parent: there is no term \"2013\", neither stored nor to be stored",
                        "t.csv:4: name: is blank: send a name",
                        "t.csv:5: parent: there is no term \"2011\", neither stored nor to be stored");
        assertThat(bench.rows(PARENTS)).containsExactly("2012|-|0", "2012J|-|0", "DAYS|2012J|0");
    }

    @Test
    void refuses_what_no_term_may_have() throws Exception {
        bench.terms(TERMS, "2012,Year,school_year" + DAYS, "2012J,Autumn,term" + DAYS + "2012")
                .run();

        bench.terms(
                        TERMS,
                        "A,A,semester" + DAYS,
                        "B,B,term,2013-10-32,2014-06-25,",
                        "C,C,term,2013-10-01,2013-09-30,",
                        "D,D,school_year" + DAYS + "2012",
                        "E,E,term" + DAYS + "2012J",
                        "F,F,grading_period" + DAYS + "NEW",
                        "NEW,New,school_year" + DAYS,
                        "G,G,term" + DAYS + "G",
                        "2012,Year,term" + DAYS)
                .skipInvalid()
                .run();

        assertThat(bench.refusals())
                .containsExactly(
                        "t.csv:2: kind: \"semester\" is not a kind: send school_year, term or grading_period",
                        "t.csv:3: begins_on: \"2013-10-32\" is not a date: send one like 2013-10-01",
                        "t.csv:4: ends_on: is before begins_on",
                        "t.csv:5: parent: a school_year has no parent: leave it empty",
                        "t.csv:6: parent: \"2012J\" is a term: the parent of a term is a school_year",
                        "t.csv:7: parent: \"NEW\" is a school_year: the parent of a grading_period is a term",
                        "t.csv:9: parent: \"G\" is a term: the parent of a term is a school_year",
                        "t.csv:10: kind: is stored as school_year: send that, since an import changes no kind");
        assertThat(bench.rows(PARENTS)).containsExactly("2012|-|0", "2012J|2012|1", "NEW|-|0");
    }
}
