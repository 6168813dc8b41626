package org.studentmanagement.schema.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.studentmanagement.schema.record.Revision;

/** Is told how a migration goes on. The calls come from the thread that migrates, notes also from one beside it. */
public interface MigrationObserver {
    MigrationObserver NONE = new MigrationObserver() {};

    /** The lock is held, and so many revisions are to be run. */
    default void begins(int revisions) {}

    default void begins(Revision revision, Direction direction) throws SQLException {}

    /**
     * A revision has run and is recorded, but not committed: unless it runs outside of a transaction, the connection still
     * holds every lock that it took. It is to be looked at with queries alone.
     */
    default void commits(Revision revision, Direction direction, Connection changing) throws SQLException {}

    /** A revision has run, and is recorded. The rows are those that it inserted, updated or deleted. */
    default void ended(Revision revision, Direction direction, Duration duration, long rows) throws SQLException {}

    /** Something that an operator wants to know while he waits, as a sentence. */
    default void note(String sentence) {}
}
