package org.studentmanagement.people;

import org.studentmanagement.student.StudentValues;

/** What the values of a teacher must be, whoever sends them. The lengths are those of the columns, in code points. */
final class TeacherValues {
    static final int NUMBER_LENGTH = 32;
    static final int NAME_LENGTH = 100;
    static final int EMAIL_LENGTH = 120;

    /** Staff is numbered as students are. */
    static final String NUMBER = StudentValues.NUMBER;

    static final String EMAIL = StudentValues.EMAIL;

    private TeacherValues() {}
}
