package org.studentmanagement.profile;

import org.studentmanagement.api.NotFound;

/** 404: there is no picture of the student. */
class NoPicture extends NotFound {
    private static final long serialVersionUID = 1L;

    NoPicture(long student) {
        super("There is no picture of student " + student + ".");
    }
}
