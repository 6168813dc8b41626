package org.studentmanagement.course;

/** What the values of a course must be, whoever sends them. The lengths are those of the columns, in code points; the description's has none. */
public final class CourseValues {
    public static final int CODE_LENGTH = 32;
    public static final int NAME_LENGTH = 100;
    public static final int DESCRIPTION_LENGTH = 4000;

    /** Capitals, digits and single hyphens between them, said without a repeated group, for which long text needs a deep stack. */
    public static final String CODE = "(?!.*--)[A-Z0-9](?:[A-Z0-9-]*[A-Z0-9])?";

    private CourseValues() {}
}
