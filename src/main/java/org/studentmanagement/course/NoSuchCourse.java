package org.studentmanagement.course;

import org.studentmanagement.api.NotFound;

/** 404: no course has the id. */
public class NoSuchCourse extends NotFound {
    private static final long serialVersionUID = 1L;

    public NoSuchCourse(long id) {
        super("course", id);
    }
}
