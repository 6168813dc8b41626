package org.studentmanagement.api;

import io.netty.handler.timeout.ReadTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

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

    private static final String CONNECTION_LOST = "08006";

    /** How the messages begin by which alone Vert.x tells of a statement that it has not sent. */
    private static final Set<String> UNSENT =
            Set.of("Connection is not active now", "Pending requests failed to be sent");

    private DatabaseFaults() {}

    static boolean passing(Throwable failure) {
        // the pool's own exceptions, no free connection for one, carry no state
        return states(failure).anyMatch(state -> state == null || passing(state));
    }

    /** Whether a commit was sent and the server has not answered it. Where it has, with whatever fault, nothing is stored. */
    static boolean unanswered(Throwable failure) {
        if (Causes.find(failure, Sql.Unanswered.class).isPresent()) {
            return true;
        }
        return Causes.of(failure)
                .flatMap(Causes::putAside)
                .anyMatch(fault -> states(fault)
                        .anyMatch(state -> state == null || BROKEN.stream().anyMatch(state::startsWith)));
    }

    /** Whether the connection has ended with it. */
    static boolean ended(Throwable failure) {
        return states(failure)
                .anyMatch(state -> state != null && BROKEN.stream().anyMatch(state::startsWith));
    }

    /**
     * Whether it had ended before all of a statement was sent, as an idle one does that is closed while it is taken: the server has done
     * nothing of it, whatever it is.
     */
    static boolean unsent(Throwable failure) {
        return Causes.of(failure)
                .anyMatch(cause -> cause instanceof ClosedChannelException
                        || UNSENT.stream().anyMatch(String.valueOf(cause.getMessage())::startsWith));
    }

    /** Whether it had ended already, or was ended from the other side: to ask again over another one costs no time. */
    static boolean endedUnheard(Throwable failure) {
        return unsent(failure)
                || Causes.find(failure, ClosedConnectionException.class).isPresent()
                || Causes.find(failure, SocketException.class)
                        .filter(reset -> !(reset instanceof ConnectException))
                        .isPresent()
                || states(failure).anyMatch(state -> state != null && state.startsWith("57P"));
    }

    /** Whether a connection broke, or the server was not heard of over it for too long. */
    static boolean broken(Throwable failure) {
        return states(failure).anyMatch(CONNECTION_LOST::equals);
    }

    private static Stream<String> states(Throwable failure) {
        return Causes.of(failure).filter(DatabaseFaults::ofDatabase).map(DatabaseFaults::state);
    }

    private static boolean ofDatabase(Throwable fault) {
        return fault instanceof SQLException
                || fault instanceof VertxException
                || fault instanceof ConnectException
                || fault instanceof ReadTimeoutException;
    }

    private static String state(Throwable fault) {
        if (fault instanceof SQLException refused) {
            return refused.getSQLState();
        }
        if (fault instanceof DatabaseException refused) {
            return refused.getSqlState();
        }
        return fault instanceof ClosedConnectionException || fault instanceof ReadTimeoutException
                ? CONNECTION_LOST
                : null;
    }

    private static boolean passing(String state) {
        return SCHEMA_BEHIND.contains(state) || PASSING.contains(state.substring(0, 2));
    }
}
