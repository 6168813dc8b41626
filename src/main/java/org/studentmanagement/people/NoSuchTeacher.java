package org.studentmanagement.people;

import org.studentmanagement.api.NotFound;

/** 404: no teacher has the id. */
public class NoSuchTeacher extends NotFound {
    private static final long serialVersionUID = 1L;

    public NoSuchTeacher(long id) {
        super("teacher", id);
    }
}
