package org.studentmanagement.schoolclass;

import org.studentmanagement.term.TermValues;

/** What the values of a class must be, whoever sends them. The lengths are those of the columns, in code points. */
final class ClassValues {
    static final int CODE_LENGTH = 32;
    static final int NAME_LENGTH = 100;

    /** A class is coded as a term is. */
    static final String CODE = TermValues.CODE;

    private ClassValues() {}
}
