package org.studentmanagement.transfer;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.studentmanagement.database.Datasource;

/** Gives the development database real data on its first start: {@code demo/README.md} says whose. */
@ApplicationScoped
@IfBuildProfile("dev")
public class DemoData {
    void loadOnce(@Observes StartupEvent started) throws SQLException {
        Datasource datasource = Datasource.configured();
        if (empty(datasource)) {
            load(datasource);
        }
    }

    /** Imports all of it, and tells how much on standard error. */
    public static void load(Datasource datasource) throws SQLException {
        try {
            System.err.println(new Importer(datasource, false, false, System.err::println).run(sources()));
        } catch (IOException | UnusableFileException e) {
            throw new IllegalStateException("The demo data of this build cannot be read", e);
        }
    }

    static Map<Sheet, Source> sources() throws IOException {
        return Map.of(
                Sheet.STUDENTS, Source.resource("/demo/students.csv.gz"),
                Sheet.COURSES, Source.resource("/demo/courses.csv.gz"),
                Sheet.ENROLLMENTS, Source.resource("/demo/enrollments.csv.gz"));
    }

    private static boolean empty(Datasource datasource) throws SQLException {
        try (Connection connection = datasource.connect("demo");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT NOT EXISTS (SELECT FROM students) AND NOT EXISTS (SELECT FROM courses)")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
