package org.studentmanagement.api;

import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL says of a statement that it refuses, by whichever driver it was sent. Null is what it does not say. */
public record ServerError(String state, String message, String table, String constraint) {
    private static final String DEADLOCK = "40P01";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    static Optional<ServerError> in(Throwable failure) {
        return Causes.of(failure).flatMap(ServerError::of).findFirst();
    }

    /** Whether it is that a row would break the constraint. */
    public static boolean breaks(Throwable failure, String constraint) {
        return in(failure)
                .filter(error -> constraint.equals(error.constraint()))
                .isPresent();
    }

    /** Whether the user of the database has no right to it. */
    public static boolean forbids(Throwable failure) {
        return in(failure)
                .filter(error -> INSUFFICIENT_PRIVILEGE.equals(error.state()))
                .isPresent();
    }

    /** Whether it has waited for another that waited for it: PostgreSQL ends one of the two, which has stored nothing. */
    static boolean deadlocked(Throwable failure) {
        return in(failure).filter(error -> DEADLOCK.equals(error.state())).isPresent();
    }

    private static Stream<ServerError> of(Throwable cause) {
        if (cause instanceof PgException error) {
            return Stream.of(new ServerError(
                    error.getSqlState(), error.getErrorMessage(), error.getTable(), error.getConstraint()));
        }
        if (cause instanceof PSQLException error && error.getServerErrorMessage() != null) {
            ServerErrorMessage said = error.getServerErrorMessage();
            return Stream.of(
                    new ServerError(said.getSQLState(), said.getMessage(), said.getTable(), said.getConstraint()));
        }
        return Stream.empty();
    }
}
