package org.studentmanagement.schoolclass;

import org.studentmanagement.api.NotFound;

/** 404: no class has the id. */
public class NoSuchClass extends NotFound {
    private static final long serialVersionUID = 1L;

    public NoSuchClass(long id) {
        super("class", id);
    }
}
