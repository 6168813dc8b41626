package org.studentmanagement.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.term.TermSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.KeyedSheet;
import org.studentmanagement.transfer.Rules;

/** Courses, known by their codes, of terms that are known by theirs. What the file has no column for stays as it is stored. */
public final class CourseSheet extends KeyedSheet {
    /** A code, in this or another sheet. */
    public static final Column.Rule CODE = Rules.matching(
            CourseValues.CODE,
            CourseValues.CODE_LENGTH,
            "a course's code: send 1 to 32 capitals and digits, single hyphens between");

    public static final Key KEY = new Key("course", "courses", Column.required("code", CODE));

    private static final String CAPACITY = "capacity";
    private static final String OPENS = "enrollment_opens_at";
    private static final String CLOSES = "enrollment_closes_at";

    public CourseSheet() {
        super(
                KEY,
                Column.required("name", Rules.name(CourseValues.NAME_LENGTH)).unlessStored(),
                Column.optional("description", Rules.text(CourseValues.DESCRIPTION_LENGTH))
                        .unlessStored(),
                TermSheet.KEY.referredToAs("term"),
                Column.optional(CAPACITY, Rules.orNone(Rules::count)).as("integer"),
                Column.optional(OPENS, Rules::time).as("timestamp with time zone"),
                Column.optional(CLOSES, Rules::time).as("timestamp with time zone"));
    }

    @Override
    public List<String> writers() {
        return List.of(Role.EDITOR);
    }

    @Override
    public String description() {
        return "Columns code, name and, if wanted, description, term, the code of one, capacity, the number of seats,"
                + " enrollment_opens_at and enrollment_closes_at, both times like 2013-05-20T09:30:00Z or dates.";
    }

    @Override
    protected List<String> ownChecks(Set<String> given) {
        List<String> checks = new ArrayList<>();
        if (given.contains(CLOSES)) {
            checks.add(refuseWindow(given, CLOSES, "is not after " + OPENS));
        } else if (given.contains(OPENS)) {
            checks.add(refuseWindow(given, OPENS, "is not before the " + CLOSES + " that is stored"));
        }
        checks.add("""
                UPDATE import_courses i
                SET refused_column = 'capacity', reason = format('is less than the seats that are taken: %s', held.taken)
                FROM (
                  SELECT c.code, coalesce(
                    (SELECT s.taken FROM course_seats s WHERE s.course_id = c.id),
                    (SELECT count(*) FROM student_courses e WHERE e.course_id = c.id AND NOT e.over_capacity)) AS taken
                  FROM courses c
                ) held
                WHERE i.reason IS NULL AND held.code = i.code AND i.capacity < held.taken""");
        return checks;
    }

    private static String refuseWindow(Set<String> given, String column, String reason) {
        return "UPDATE import_courses i SET refused_column = '%s', reason = '%s' WHERE i.reason IS NULL AND %s <= %s"
                .formatted(column, reason, toBe(CLOSES, given), toBe(OPENS, given));
    }

    private static String toBe(String column, Set<String> given) {
        return given.contains(column)
                ? "i." + column
                : "(SELECT s.%s FROM courses s WHERE s.code = i.code)".formatted(column);
    }
}
