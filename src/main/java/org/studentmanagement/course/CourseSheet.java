package org.studentmanagement.course;

import org.studentmanagement.term.TermSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.KeyedSheet;
import org.studentmanagement.transfer.Rules;

/** Courses, known by their codes, of terms that are known by theirs. Without its column a description or term stays as it is stored. */
public final class CourseSheet extends KeyedSheet {
    /** A code, in this or another sheet. */
    public static final Column.Rule CODE = Rules.matching(
            CourseValues.CODE,
            CourseValues.CODE_LENGTH,
            "a course's code: send 1 to 32 capitals and digits, single hyphens between");

    public static final Key KEY = new Key("course", "courses", Column.required("code", CODE));

    public CourseSheet() {
        super(
                KEY,
                Column.required("name", Rules.name(CourseValues.NAME_LENGTH)).unlessStored(),
                Column.optional("description", Rules.text(CourseValues.DESCRIPTION_LENGTH))
                        .unlessStored(),
                TermSheet.KEY.referredToAs("term"));
    }
}
