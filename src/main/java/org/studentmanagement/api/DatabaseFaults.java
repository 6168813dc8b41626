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

    /** Those with which the connection ends: 08 connection, 57P shutting down, 58 and XX a fault of the server itself. */
    private static final Set<String> BROKEN = Set.of("08", "57P", "58", "XX");

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

    /** Whether a commit was sent and the server has not answered it. Where it has, with whatever fault, nothing is stored. */
    static boolean unanswered(Throwable failure) {
        return ProblemMapper.causes(failure)
                .flatMap(ProblemMapper::putAside)
                .flatMap(ProblemMapper::causes)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .anyMatch(fault ->
                        fault.getSQLState() == null || BROKEN.stream().anyMatch(fault.getSQLState()::startsWith));
    }

    private static boolean passing(String state) {
        return SCHEMA_BEHIND.contains(state) || PASSING.contains(state.substring(0, 2));
    }
}
