package org.studentmanagement.access;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a token may do, one role a kind of work. None includes another: a token has each role that it needs. */
public final class Role {
    public static final String READER = "reader";
    public static final String REGISTRAR = "registrar";
    public static final String EDITOR = "editor";
    public static final String BURSAR = "bursar";
    public static final String ADMIN = "admin";

    /**
     * One student, who sees the courses and the own record, and changes the own enrollments: what a token with a {@code
     * student_id} has, and that alone. Nobody grants it; an endpoint that allows it is {@link OwnRecord} or {@link
     * NobodysRecord} too.
     */
    public static final String STUDENT = "student";

    /** One teacher, who reaches the own courses and classes: what a token with a {@code teacher_id} has, besides what it is granted. */
    public static final String TEACHER = "teacher";

    /** Somebody who has signed in with a password: what a session has besides, and no token. It reaches what is the user's own. */
    public static final String USER = "user";

    /** What a token, a client or a user can be given, and what each may do, in the words of the API's description and of the command. */
    public static final Map<String, String> GRANTABLE;

    static {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put(READER, "Reads everything but users and imports");
        roles.put(REGISTRAR, "Changes enrollments, classes, marks, notices and who leaves");
        roles.put(EDITOR, "Changes students, courses, terms, teachers, study material");
        roles.put(BURSAR, "Charges fees and takes payments");
        roles.put(
                ADMIN,
                "Makes users and settings, erases students, and imports any file; the others import what they change");
        GRANTABLE = Collections.unmodifiableMap(roles);
    }

    private Role() {}
}
