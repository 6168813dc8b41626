package org.studentmanagement.api;

import java.sql.SQLException;
import java.util.Set;

/** Tells the faults of a database that pass by themselves from those that do not. */
final class DatabaseFaults {
    /**
     * Classes of SQLSTATE (PostgreSQL's Appendix A): 08 connection, 25 transaction ended under us by a time limit, 28 and
     * 3D login or database refused until an operator puts it right, 40 rollback by deadlock or serialization, 53
     * resources exhausted, 55 lock not available or database not accepting connections, 57 canceled by a time limit or
     * shutting down, 58 system error outside PostgreSQL.
     */
    private static final Set<String> PASSING = Set.of("08", "25", "28", "3D", "40", "53", "55", "57", "58");

    /** Undefined table and undefined column: the schema has not been migrated yet. */
    private static final Set<String> SCHEMA_BEHIND = Set.of("42P01", "42703");

    private DatabaseFaults() {}

    static boolean passing(Throwable failure) {
        return ProblemMapper.causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                // the pool's own exceptions, no free connection for one, carry no state
                .anyMatch(fault -> fault.getSQLState() == null || passing(fault.getSQLState()));
    }

    private static boolean passing(String state) {
        return SCHEMA_BEHIND.contains(state) || PASSING.contains(state.substring(0, 2));
    }
}
