package org.studentmanagement.student;

import org.studentmanagement.api.NotFound;

/** 404: no student has the id. */
public class NoSuchStudent extends NotFound {
    private static final long serialVersionUID = 1L;

    public NoSuchStudent(long id) {
        super("student", id);
    }
}
