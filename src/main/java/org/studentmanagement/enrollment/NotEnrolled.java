package org.studentmanagement.enrollment;

import org.studentmanagement.api.NotFound;

/** 404: the student does not take the course. */
class NotEnrolled extends NotFound {
    private static final long serialVersionUID = 1L;

    NotEnrolled(long student, long course) {
        super("Student " + student + " is not enrolled in course " + course + ".");
    }
}
