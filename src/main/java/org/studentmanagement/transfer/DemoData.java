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
class DemoData {
    void load(@Observes StartupEvent started) throws IOException, SQLException, UnusableFileException {
        Datasource datasource = Datasource.configured();
        if (empty(datasource)) {
            System.out.println(new Importer(datasource, false, false, System.err::println).run(sources()));
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
