package org.studentmanagement.console;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.studentmanagement.Sheets;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.transfer.DemoData;

/** A browser before a service of its own that has the demo data: who goes through the pages sees a whole school. */
abstract class DemoSchool {
    static Browser browser;

    Row student;
    Row course;

    /** Tells the tests of it from those of the empty service. */
    public static class Profile implements QuarkusTestProfile {}

    @BeforeAll
    static void open() throws SQLException {
        browser = Browser.open();
        try (Connection connection = ServiceDatabase.connect()) {
            new DemoData(Sheets.ALL)
                    .loadOnce(new Datasource(
                            PostgresServer.url(connection.getCatalog()), Optional.empty(), Optional.empty()));
        }
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @BeforeEach
    void begin() {
        browser.beginAgain();
        student = Fixtures.student();
        course = Fixtures.course();
    }
}
