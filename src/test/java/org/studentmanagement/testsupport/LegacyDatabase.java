package org.studentmanagement.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.zip.GZIPInputStream;

/** What the Flask and Alembic generation of this system left in production, as its own dumps have it. */
public enum LegacyDatabase {
    BEFORE_STUDENT_COURSES("alembic-before-student-courses", 2),
    WITH_STUDENT_COURSES("alembic-with-student-courses", 3);

    private final String dump;
    private final int changesets;

    LegacyDatabase(String dump, int changesets) {
        this.dump = dump;
        this.changesets = changesets;
    }

    /** How many of the first changesets make the same tables. */
    public int changesets() {
        return changesets;
    }

    /** Makes a database with all the rows, and without any trace of Liquibase, and returns its name. */
    public String create() throws SQLException {
        return PostgresServer.copy(template());
    }

    private String template() throws SQLException {
        String key = ("testsupport.postgres." + dump).intern();
        synchronized (key) {
            if (System.getProperty(key) == null) {
                String database = PostgresServer.scratch();
                PostgresServer.execute(database, script());
                PostgresServer.keep(database);
                System.setProperty(key, database);
            }
            return System.getProperty(key);
        }
    }

    private String script() {
        try (InputStream file = LegacyDatabase.class.getResourceAsStream("/legacy/" + dump + ".sql.gz");
                InputStream script = new GZIPInputStream(file)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
