package org.studentmanagement.enrollment;

import java.sql.SQLException;

/** Who carries out what callers of {@link SeatsModel} ask for: a service, a session of the database. */
interface SeatsWriter extends AutoCloseable {
    /** What can be asked for. */
    enum Verb {
        ENROLL,
        WAIT,
        OVERRIDE,
        WITHDRAW,
        LEAVE,
        CAPACITY,
        DELETE
    }

    /** What a caller was told has happened, most of it by the name that the history has for it. */
    enum Told {
        ENROLLED,
        WAITLISTED,
        WITHDRAWN,
        LEFT_WAITLIST,
        CAPACITY_SET,
        DELETED,
        /** Since then, or since before. */
        IS_ENROLLED,
        /** Since then, or since before. */
        IS_WAITING,
        NOTHING
    }

    /**
     * Something to be done.
     *
     * @param request by which the history will know it
     * @param capacity to be set; null for none
     */
    record Step(String request, Verb verb, long student, long course, Integer capacity) {
        Answer told(Told told) {
            return new Answer(this, told, 0);
        }
    }

    /**
     * What was told.
     *
     * @param version of the course the capacity of which was set
     */
    record Answer(Step step, Told told, long version) {}

    Answer carryOut(Step step) throws Exception;

    @Override
    default void close() throws SQLException {
        // most have nothing of their own
    }
}
