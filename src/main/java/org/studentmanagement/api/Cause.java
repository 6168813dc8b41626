package org.studentmanagement.api;

import io.quarkus.arc.Arc;
import jakarta.persistence.EntityManager;

/**
 * Who and what makes a change, and why. The database's own triggers write it into the history, for which it is told by settings
 * that last as long as the transaction.
 *
 * @param reason in the caller's words, or null
 */
public record Cause(String actor, String requestId, String reason) {
    /** Tells it, as a common table expression of which the statement has to read; the parameter is {@link #values}. */
    public static final String ACTING = """
            acting AS MATERIALIZED (
                SELECT set_config('student_management.actor', cause[1], true),
                  set_config('student_management.request_id', cause[2], true),
                  set_config('student_management.reason', cause[3], true)
                FROM (SELECT CAST($1 AS text[])) given (cause))""";

    /** The same as a statement of its own, with the parameter as JPA has it. */
    private static final String TELL = "WITH " + ACTING.replace('$', '?') + " SELECT true FROM acting";

    /** Of the present request. */
    public static Cause of(String reason) {
        return new Cause(Arc.container().instance(Caller.class).get().name(), RequestId.current(), reason);
    }

    /** To the transaction that Hibernate is in. */
    void tell(EntityManager entities) {
        entities.createNativeQuery(TELL).setParameter(1, values()).getSingleResult();
    }

    public String[] values() {
        return new String[] {actor, requestId, reason};
    }
}
