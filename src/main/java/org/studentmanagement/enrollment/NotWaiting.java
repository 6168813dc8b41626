package org.studentmanagement.enrollment;

import org.studentmanagement.api.NotFound;

/** 404: the student does not wait for the course. */
class NotWaiting extends NotFound {
    private static final long serialVersionUID = 1L;

    NotWaiting(long student, long course) {
        super("Student " + student + " is not on the waiting list of course " + course + ".");
    }
}
