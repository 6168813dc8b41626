package org.studentmanagement.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

/** A column that is in use is renamed over two releases, as the manual tells: nobody is refused, and no name is lost. */
@BesideTheService
class RenameTest {
    private static final String STUDENTS =
            "SELECT id, number, %s, email, created_at, updated_at, version FROM students";

    private DbBench db;
    private Connection connection;

    @BeforeEach
    void storeStudents() throws SQLException {
        String database = MigratedDatabase.create();
        db = new DbBench(database, Rename.CHANGELOG);
        connection = PostgresServer.connect(database);
        // Further apart than a portion of the fill.
        execute("""
                INSERT INTO students (id, number, name, email)
                SELECT i * 4000, 'S-' || i, 'Student ' || i, i || '@students.example' FROM generate_series(1, 10) i
                """);
        execute("UPDATE students SET name = 'Ada' WHERE id = 8000");
        // They would go with the column: that is for changesets of their own, which this example leaves out.
        execute("DROP INDEX students_name_id_idx, students_expr_idx");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void lintFindsNothingInEitherRelease(@TempDir Path folder) throws Exception {
        RenameRulesTest.resourcesWithTheRename(folder);

        Outcome judged =
                new DbBench("postgres").run("lint", "--directory", folder.toString(), "--since", BundledChangelog.HEAD);

        assertThat(judged.out())
                .isEqualTo("%d changesets judged, nothing found.%n"
                        .formatted(Changelog.files(Rename.CHANGELOG).size()));
        assertThat(judged.exitCode()).isZero();
    }

    @Test
    void upAndDownAndUpAgainKeepEveryNameAndMoveNoVersion() throws SQLException {
        List<List<String>> before = rows("name");
        Schema schema = Schema.read(connection);

        for (int time = 0; time < 2; time++) {
            migrate("upgrade", Rename.EXPANDED);
            assertThat(rows("name")).isEqualTo(before);
            assertThat(rows("full_name")).isEqualTo(before);
            Schema expanded = Schema.read(connection);

            migrate("upgrade", "--yes", Revisions.HEAD);
            assertThat(rows("full_name")).isEqualTo(before);
            assertThat(Schema.read(connection).objects())
                    .noneMatch(object -> object.name().contains("two_names")
                            || object.table().equals("students")
                                    && object.name().equals("name"));

            migrate("downgrade", "--yes", Rename.EXPANDED);
            assertThat(rows("name")).isEqualTo(before);
            assertThat(rows("full_name")).isEqualTo(before);
            assertThat(Schema.read(connection).objects()).containsExactlyInAnyOrderElementsOf(expanded.objects());

            migrate("downgrade", "--yes", BundledChangelog.HEAD);
            assertThat(rows("name")).isEqualTo(before);
            assertThat(Schema.read(connection).objects()).containsExactlyInAnyOrderElementsOf(schema.objects());
        }
    }

    @Test
    void whileBothReleasesRunEachReadsWhatTheOtherWrote() throws SQLException {
        migrate("upgrade", Rename.EXPANDED);

        execute("INSERT INTO students (number, name, email) VALUES ('OLD', 'Bea', 'bea@students.example')");
        execute("INSERT INTO students (number, full_name, email) VALUES ('NEW', 'Cy', 'cy@students.example')");
        execute("UPDATE students SET name = 'Ada King' WHERE number = 'S-1'");
        execute("UPDATE students SET full_name = 'Ada Lovelace' WHERE number = 'S-2'");
        execute("UPDATE students SET name = name, email = 'three@students.example' WHERE number = 'S-3'");

        assertThat(rows("SELECT number, name, full_name, version FROM students"
                        + " WHERE number IN ('OLD', 'NEW', 'S-1', 'S-2', 'S-3')"))
                .containsExactlyInAnyOrder(
                        List.of("OLD", "Bea", "Bea", "0"),
                        List.of("NEW", "Cy", "Cy", "0"),
                        List.of("S-1", "Ada King", "Ada King", "1"),
                        List.of("S-2", "Ada Lovelace", "Ada Lovelace", "2"),
                        List.of("S-3", "Student 3", "Student 3", "1"));
        for (String column : List.of("name", "full_name")) {
            assertThatThrownBy(() -> execute("UPDATE students SET %s = NULL WHERE number = 'S-1'".formatted(column)))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> execute("UPDATE students SET %s = ' ' WHERE number = 'S-1'".formatted(column)))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void whatReleaseOneWritesIsStoredAtEveryStepToReleaseTwoAndBack() throws SQLException {
        migrate("upgrade", Rename.EXPANDED);
        List<String> contracting = Changelog.files(Rename.CHANGELOG).stream()
                .map(Changelog::slug)
                .dropWhile(slug -> !slug.equals(Rename.EXPANDED))
                .skip(1)
                .toList();

        for (String step : contracting) {
            migrate("upgrade", "--yes", step);
            writeAsReleaseOne("UP-" + step);
        }
        for (String step : contracting) {
            migrate("downgrade", "--yes", "-1");
            writeAsReleaseOne("DOWN-" + step);
        }

        assertThat(rows("SELECT number FROM students WHERE full_name = 'Grace Hopper' AND name = full_name"))
                .hasSize(2 * contracting.size());
    }

    private void writeAsReleaseOne(String number) throws SQLException {
        String stored = number.substring(0, Math.min(number.length(), 32)).replace('_', '-');
        execute("INSERT INTO students (number, full_name, email) VALUES ('%s', 'Grace', '%1$s@students.example')"
                .formatted(stored));
        execute("UPDATE students SET full_name = 'Grace Hopper' WHERE number = '%s'".formatted(stored));
    }

    private void migrate(String... command) {
        Outcome outcome = db.run(command);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private List<List<String>> rows(String nameOrQuery) throws SQLException {
        String query = nameOrQuery.contains(" ") ? nameOrQuery : STUDENTS.formatted(nameOrQuery) + " ORDER BY id";
        List<List<String>> found = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                found.add(row);
            }
        }
        return found;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
