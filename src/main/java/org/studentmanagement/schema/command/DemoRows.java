package org.studentmanagement.schema.command;

import java.sql.SQLException;
import org.studentmanagement.database.Datasource;

/** Fills a database of which every table is empty, so that there is something to see. */
@FunctionalInterface
public interface DemoRows {
    void load(Datasource datasource) throws SQLException;
}
