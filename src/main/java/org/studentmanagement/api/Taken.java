package org.studentmanagement.api;

import java.util.Set;

/**
 * The database has refused values that another row has, and named one of them. Once the transaction has ended, the feature is
 * asked for all of them.
 */
public abstract class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected Taken(Throwable refused) {
        super(refused);
    }

    /** The members of the request whose values another row has by now. */
    public abstract Set<String> members();
}
