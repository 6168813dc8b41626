package org.studentmanagement.course;

import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.KeyedSheet;
import org.studentmanagement.transfer.Rules;

/** Courses, known by their codes. Without its column a description stays as it is stored. */
public final class CourseSheet extends KeyedSheet {
    /** A code, in this or another sheet. */
    public static final Column.Rule CODE = Rules.matching(
            CourseValues.CODE,
            CourseValues.CODE_LENGTH,
            "a course's code: send 1 to 32 capitals and digits, single hyphens between");

    public CourseSheet() {
        super(
                "courses",
                Column.required("code", CODE),
                Column.required("name", Rules.name(CourseValues.NAME_LENGTH)).unlessStored(),
                Column.optional("description", Rules.text(CourseValues.DESCRIPTION_LENGTH))
                        .unlessStored());
    }
}
