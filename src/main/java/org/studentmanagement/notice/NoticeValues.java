package org.studentmanagement.notice;

import org.studentmanagement.student.StudentValues;

/** What the values of a notice must be. The lengths are those of the columns, in code points. */
final class NoticeValues {
    /** Of what files know it by; a UUID has 36. */
    static final int NUMBER_LENGTH = 40;
    /** As students have one. */
    static final String NUMBER = StudentValues.NUMBER;

    static final int TITLE_LENGTH = 200;
    static final int BODY_LENGTH = 10_000;

    static final String ALL = "all";
    static final String CLASS = "class";
    static final String COURSE = "course";
    static final String STUDENT = "student";

    static final String AUDIENCE = ALL + "|" + CLASS + "|" + COURSE + "|" + STUDENT;

    static final String AN_AUDIENCE = "must be all, class, course or student";

    /** Of the longest audience. */
    static final int AUDIENCE_LENGTH = 7;

    private NoticeValues() {}
}
