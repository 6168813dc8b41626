package org.studentmanagement.course;

import org.studentmanagement.term.TermValues;

/** What the values of a course must be, whoever sends them. The lengths are those of the columns, in code points; the description's has none. */
public final class CourseValues {
    public static final int CODE_LENGTH = 32;
    public static final int NAME_LENGTH = 100;
    public static final int DESCRIPTION_LENGTH = 4000;

    /** A course is coded as a term is. */
    public static final String CODE = TermValues.CODE;

    private CourseValues() {}
}
