package org.studentmanagement.api;

/** Who makes the present request, for what keeps a history. */
public interface Caller {
    /** A name that is no personal data. */
    String name();
}
