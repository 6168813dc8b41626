package org.studentmanagement.transfer;

import java.sql.SQLException;

/** The connection broke after the commit was sent and before it was confirmed. */
class UnknownOutcomeException extends SQLException {
    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }
}
