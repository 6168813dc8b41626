package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.changes.Rename;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClientPrograms;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServingProcess;

/**
 * Two releases of the service under load, from the one to the other and back. The old one is this build, or with
 * {@code -Drolling.old=DIR} the target/quarkus-app of another; the new one is this build with the changesets of a rename.
 */
@BesideTheService
@Tag("kill")
class RollingUpdateIT {
    private static final Logger LOG = Logger.getLogger(RollingUpdateIT.class);

    /** For each stage, so that both kinds of caller meet each replica many times. */
    private static final int ANSWERS = 150;

    @RegisterExtension
    private final Seed seed = new Seed(1);

    @TempDir
    private Path folder;

    private String database;
    private Release before;
    private Release after;

    @BeforeEach
    void makeBothReleases() throws Exception {
        assumeThat(PackagedService.isNative())
                .as("an executable cannot be given more changesets")
                .isFalse();
        ClientPrograms.require();
        String another = System.getProperty("rolling.old");
        database = another == null ? MigratedDatabase.create() : PostgresServer.scratch();
        Path old = another == null ? PackagedService.PROGRAM.getParent() : Path.of(another);
        before = Release.in(old, database);
        after = Release.next(folder.resolve("next"), database);
    }

    @Test
    void noRequestFailsAndNoWriteIsLostOnTheWayToTheNewReleaseAndBack() throws Exception {
        Map<Long, List<String>> acknowledged = new TreeMap<>();
        String head;
        try (ReadyReplicas replicas = new ReadyReplicas()) {
            ServingProcess old = before.serve(Map.of("MIGRATION_AT_START", "true"));
            replicas.add(old);
            head = revision();
            List<Long> courses = courses();
            Callers callers = new Callers(seed, replicas, courses);
            try (callers) {
                callers.awaitAnswers(ANSWERS);
                after.run("db", "deploy", "--to", folder.resolve("backups").toString());
                assertThat(revision()).isEqualTo(Rename.EXPANDED);
                callers.awaitAnswers(ANSWERS);
                ServingProcess renewed = after.serve(Map.of());
                replicas.add(renewed);
                callers.awaitAnswers(ANSWERS);
                replicas.stop(old);
                callers.awaitAnswers(ANSWERS);
                assertThat(query("SELECT id FROM students WHERE full_name IS DISTINCT FROM name"))
                        .isEmpty();

                ServingProcess again = before.serve(Map.of());
                replicas.add(again);
                callers.awaitAnswers(ANSWERS);
                replicas.stop(renewed);
                after.run("db", "downgrade", "--yes", head);
                callers.awaitAnswers(ANSWERS);
            }
            callers.students()
                    .forEach((id, student) -> acknowledged.put(
                            id, List.of(student.number, student.name, student.etag, student.courses.toString())));
            LOG.infof("%d requests answered, %d of them writes", callers.answered(), callers.written());
        }
        assertThat(revision()).isEqualTo(head);
        assertThat(stored()).isEqualTo(acknowledged);
    }

    private String revision() throws SQLException {
        return query("SELECT id FROM databasechangelog ORDER BY orderexecuted DESC LIMIT 1")
                .get(0);
    }

    private List<Long> courses() throws SQLException {
        return query("INSERT INTO courses (code, name) SELECT 'C' || i, 'Course' FROM generate_series(1, 8) i"
                        + " RETURNING id")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    private Map<Long, List<String>> stored() throws SQLException {
        Map<Long, List<String>> students = new TreeMap<>();
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT id, number, name, '"' || version || '"', '[' || concat_ws(', ', VARIADIC ARRAY(
                            SELECT course_id::text FROM student_courses WHERE student_id = id ORDER BY course_id)) || ']'
                        FROM students
                        """)) {
            while (rows.next()) {
                students.put(
                        rows.getLong(1),
                        List.of(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
            }
        }
        return students;
    }

    private List<String> query(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
