package org.studentmanagement.access;

import java.util.Set;

/** What a token may do, one role a kind of work. None includes another: a token has each role that it needs. */
public final class Role {
    /** Reads everything. */
    public static final String READER = "reader";

    /** Changes enrollments. */
    public static final String REGISTRAR = "registrar";

    /** Changes students and courses. */
    public static final String EDITOR = "editor";

    /** Runs the service. Nothing over HTTP asks for it yet. */
    public static final String ADMIN = "admin";

    /**
     * One student, who sees the courses and the own record, and changes the own enrollments: what a token with a {@code
     * student_id} has, and that alone. Nobody grants it; an endpoint that allows it is {@link OwnRecord} or {@link
     * NobodysRecord} too.
     */
    public static final String STUDENT = "student";

    /** What a token or a client can be given. */
    public static final Set<String> GRANTABLE = Set.of(READER, REGISTRAR, EDITOR, ADMIN);

    private Role() {}
}
