package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program;
import org.studentmanagement.testsupport.Program.Outcome;

/** In a checkout, where no profile is needed. That production is refused is tested with the package, in AdoptAndResetIT. */
@BesideTheService
class ResetCommandTest {
    private final List<Datasource> filled = new ArrayList<>();

    @Test
    void everythingIsUndoneAndRunAndTheDemoDataLoaded() throws Exception {
        Datasource database = datasource(MigratedDatabase.create());

        Outcome reset = reset(database);

        assertThat(reset.exitCode()).as(reset.err()).isEqualTo(ExitCode.DONE);
        assertThat(reset.out())
                .isEqualTo("Reset %1$s: %2$d undone, %2$d run, at %3$s, with the demo data.\n"
                        .formatted(database.place(), BundledChangelog.SIZE, BundledChangelog.HEAD));
        assertThat(reset.err()).contains("down create_students, ", "up   " + BundledChangelog.HEAD + ", ");
        assertThat(filled).containsExactly(database);
    }

    @Test
    void rowsAreThrownAwayOnlyWhenToldSo() throws Exception {
        String name = MigratedDatabase.create();
        PostgresServer.execute(name, "INSERT INTO courses (code, name) VALUES ('AAA', 'Algebra')");
        Datasource database = datasource(name);

        Outcome refused = reset(database);

        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
                .isEqualTo("Reset throws away, in %s: 1 rows of courses. If that is what you want, add --yes.\n"
                        .formatted(database.place()));
        assertThat(filled).isEmpty();

        assertThat(reset(database, "--yes", "--json").out()).isEqualToIgnoringWhitespace("""
                { "database" : "%1$s", "revision" : "%3$s", "undone" : %2$d, "ran" : %2$d }
                """.formatted(
                        database.place(), BundledChangelog.SIZE, BundledChangelog.HEAD));
        assertThat(filled).containsExactly(database);
    }

    @Test
    void whatWasAdoptedStaysEvenThen() throws Exception {
        Datasource database = datasource(LegacyDatabase.BEFORE_STUDENT_COURSES.create());
        try (Migrator migrator = new Migrator(
                database, Changelog.PATH, new ChangesetPreflight(MigrationObserver.NONE), MigrationObserver.NONE)) {
            migrator.adopt(2);
        }

        Outcome refused = reset(database, "--yes");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("create_courses, create_students", "--drop-adopted");
    }

    @Test
    void afterAChangeOfBranchEverythingIsListedAndDroppedWhenToldSo() throws Exception {
        String name = MigratedDatabase.create();
        PostgresServer.execute(name, """
                INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)
                VALUES ('clubs', 'student-management', 'db/changes/2026/20261220_clubs.yaml', now(), 99, 'EXECUTED');
                CREATE TYPE level AS ENUM ('low', 'high');
                CREATE DOMAIN code AS text;
                CREATE TABLE clubs (id bigint GENERATED ALWAYS AS IDENTITY, other serial, student bigint REFERENCES students, level level);
                INSERT INTO clubs DEFAULT VALUES;
                CREATE SEQUENCE tickets;
                CREATE VIEW members AS SELECT student FROM clubs;
                CREATE MATERIALIZED VIEW levels AS SELECT level FROM clubs;
                CREATE FUNCTION clubs_of(code) RETURNS SETOF clubs LANGUAGE sql AS 'SELECT * FROM clubs';
                """);
        Datasource database = datasource(name);

        Outcome stuck = reset(database, "--yes");
        assertThat(stuck.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(stuck.err())
                .startsWith("clubs is in the database but not in this version's changelog: ")
                .contains(" Or throw away all that is in %s, whoever made it: ".formatted(database.place()))
                .endsWith("; to do so, add --everything.\n");

        Outcome listed = reset(database, "--everything");
        assertThat(listed.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(listed.err())
                .startsWith("Reset throws away all that is in %s, whoever made it: ".formatted(database.place()))
                .contains("table clubs (1 row)", "view members", "materialized view levels", "type code", "type level")
                .contains("function clubs_of(public.code)", "sequence tickets", "table students (0 rows)")
                .doesNotContain("similarity", "clubs_id_seq", "clubs_other_seq");
        assertThat(PostgresServer.query(name, "SELECT count(*) FROM clubs")).isEqualTo("1");
        assertThat(filled).isEmpty();

        Outcome done = reset(database, "--everything", "--yes");
        assertThat(done.exitCode()).as(done.err()).isEqualTo(ExitCode.DONE);
        assertThat(done.out())
                .isEqualTo("Reset %s: all dropped, %d run, at %s, with the demo data.\n"
                        .formatted(database.place(), BundledChangelog.SIZE, BundledChangelog.HEAD));
        assertThat(filled).containsExactly(database);
        try (Connection connection = PostgresServer.connect(name);
                Connection migrated = PostgresServer.connect(MigratedDatabase.create())) {
            assertThat(Schema.read(connection)).isEqualTo(Schema.read(migrated));
        }
        assertThat(PostgresServer.query(name, "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"))
                .isEqualTo("1");
    }

    @Test
    void aDatabaseElsewhereIsRefusedBeforeAnythingConnectsToIt() {
        Datasource elsewhere =
                new Datasource("jdbc:postgresql://192.0.2.7/school", Optional.of("me"), Optional.empty());

        Outcome refused = reset(elsewhere, "--yes");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
                .isEqualTo("school on 192.0.2.7:5432 is not on this machine, so reset is refused:"
                        + " it throws every row away.\n");
    }

    private Outcome reset(Datasource database, String... options) {
        List<String> arguments = new ArrayList<>(List.of("reset"));
        arguments.addAll(List.of(options));
        return Program.run(
                DbCommand.commandLine(() -> database, Changelog.PATH, filled::add), arguments.toArray(String[]::new));
    }

    private static Datasource datasource(String database) {
        return new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty());
    }
}
