package org.studentmanagement.transfer;

import java.sql.SQLException;

/** The connection broke once the commit had been sent, so nobody can say without asking what is stored. */
class UnknownOutcomeException extends SQLException {
    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }
}
