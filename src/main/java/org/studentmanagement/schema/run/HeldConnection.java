package org.studentmanagement.schema.run;

import java.sql.Connection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/**
 * Lets a change and its record in the changelog be one transaction. Liquibase commits the change first and its record
 * afterwards; a process that is killed between the two would leave a change that the next run does not know of.
 */
final class HeldConnection extends JdbcConnection {
    private boolean held;

    HeldConnection(Connection connection) {
        super(connection);
    }

    /** From now on a commit is put off, until {@link #release}. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
    }

    @Override
    public void commit() throws DatabaseException {
        if (!held) {
            super.commit();
        }
    }
}
