package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.UnexpectedLiquibaseException;
import org.studentmanagement.database.Jdbc;

/**
 * Runs what stands in the lock file of a changeset, right before its change. Not sooner: when Liquibase has looked at the
 * preconditions it rolls back, which would release the lock.
 */
final class LockFirst extends AbstractChangeExecListener {
    private final Connection connection;
    private final String lock;

    LockFirst(Connection connection, String lock) {
        this.connection = connection;
        this.lock = lock;
    }

    @Override
    public void willRun(Change change, ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
        try {
            lock(connection, lock);
        } catch (SQLException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }

    static void lock(Connection connection, String lock) throws SQLException {
        if (lock != null) {
            Jdbc.execute(connection, lock);
        }
    }
}
