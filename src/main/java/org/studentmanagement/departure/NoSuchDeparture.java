package org.studentmanagement.departure;

import org.studentmanagement.api.NotFound;

/** 404: the student has no request of that id. */
class NoSuchDeparture extends NotFound {
    private static final long serialVersionUID = 1L;

    NoSuchDeparture(long student, long id) {
        super("Student " + student + " has no departure with the id " + id + ".");
    }
}
