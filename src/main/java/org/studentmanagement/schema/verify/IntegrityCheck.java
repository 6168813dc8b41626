package org.studentmanagement.schema.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One thing that may be wrong, looked at in all tables of the current schema. */
interface IntegrityCheck {
    List<IntegrityFinding> look(Connection connection) throws SQLException;
}
