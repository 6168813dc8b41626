package org.studentmanagement.schoolclass;

import org.studentmanagement.api.NotFound;

/** 404: the student is in no class. */
class NotInAClass extends NotFound {
    private static final long serialVersionUID = 1L;

    NotInAClass(long student) {
        super("Student " + student + " is in no class.");
    }
}
