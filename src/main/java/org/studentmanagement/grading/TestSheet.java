package org.studentmanagement.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.course.CourseSheet;
import org.studentmanagement.schoolclass.SchoolClassSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.KeyedSheet;
import org.studentmanagement.transfer.Rules;

/** Tests, known by their codes, of courses or classes that are known by theirs. */
public final class TestSheet extends KeyedSheet {
    private static final int LONGEST_NUMBER = 8;

    static final String NUMBER = "numeric";

    static final Key KEY = new Key(
            "test",
            "tests",
            Column.required(
                    "code",
                    Rules.matching(
                            TestValues.CODE,
                            TestValues.CODE_LENGTH,
                            "a test's code: send 1 to 32 capitals and digits, single hyphens between")));

    public TestSheet() {
        super(
                KEY,
                Column.required("title", Rules.name(TestValues.TITLE_LENGTH)),
                Column.required("category", Rules.name(TestValues.CATEGORY_LENGTH)),
                Column.required("held_on", Rules::date).as("date"),
                Column.required("maximum", decimal("0*[.]?0*", "a maximum: send one above 0 and at most 99999.99"))
                        .as(NUMBER),
                Column.required("weight", decimal("", "a weight: send 0 to 99999.99"))
                        .as(NUMBER),
                CourseSheet.KEY.referredToAs("course"),
                SchoolClassSheet.KEY.referredToAs("class"),
                Column.optional("published_at", Rules::time).as("timestamp with time zone"));
    }

    @Override
    public List<String> writers() {
        return List.of(Role.REGISTRAR);
    }

    /** At most five digits before the point and two behind, but not what the pattern says. */
    static Column.Rule decimal(String but, String expected) {
        return Rules.matching("(?!(?:" + but + ")$)[0-9]{1,5}(?:[.][0-9]{1,2})?", LONGEST_NUMBER, expected);
    }

    @Override
    public String description() {
        return "Columns code, title, category, held_on, a date like 2013-10-20, maximum, the highest score, weight and, if wanted,"
                + " course or class, the code of one, and published_at, a time, since when students see their marks.";
    }

    /** Whose test it is stays, as it does for everybody. */
    @Override
    protected List<String> ownChecks(Set<String> given) {
        List<String> checks = new ArrayList<>();
        checks.add("""
                UPDATE import_tests i SET refused_column = 'course', reason = 'or class, one of the two, has to have a code'
                WHERE i.reason IS NULL AND num_nonnulls(i.course, i.class) <> 1
                  AND (num_nonnulls(i.course, i.class) = 2 OR NOT EXISTS (SELECT FROM tests s WHERE s.code = i.code))""");
        if (given.contains("course")) {
            checks.add(stays("course", "courses"));
        }
        if (given.contains("class")) {
            checks.add(stays("class", "classes"));
        }
        checks.add("""
                UPDATE import_tests i SET refused_column = 'maximum', reason = format('is below a score that was given: %s', given.highest)
                FROM (SELECT s.code, max(m.score) AS highest FROM tests s JOIN marks m ON m.test_id = s.id GROUP BY s.code) given
                WHERE i.reason IS NULL AND given.code = i.code AND i.maximum < given.highest""");
        return checks;
    }

    private static String stays(String column, String table) {
        return """
                UPDATE import_tests i SET refused_column = '%1$s', reason = 'is another than is stored: store another test'
                FROM tests s LEFT JOIN %2$s r ON r.id = s.%1$s_id
                WHERE i.reason IS NULL AND s.code = i.code AND r.code IS DISTINCT FROM i.%1$s""".formatted(column, table);
    }
}
