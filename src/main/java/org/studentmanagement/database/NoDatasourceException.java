package org.studentmanagement.database;

/** Nothing says where the database is; the message says how to. */
public class NoDatasourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoDatasourceException() {
        super("No database is configured: set QUARKUS_DATASOURCE_JDBC_URL, as in"
                + " jdbc:postgresql://localhost:5432/school, with QUARKUS_DATASOURCE_USERNAME and"
                + " QUARKUS_DATASOURCE_PASSWORD.");
    }
}
