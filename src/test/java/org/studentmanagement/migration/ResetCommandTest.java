package org.studentmanagement.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.DbBench.Outcome;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** In a checkout, where no profile is needed. That production is refused is tested with the package, in AdoptAndResetIT. */
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
        try (Migrations migrations = Migrations.open(database, MigrationObserver.NONE)) {
            migrations.adopt(new Adoption(2, List.of(), Set.of()));
        }

        Outcome refused = reset(database, "--yes");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("create_courses, create_students", "--drop-adopted");
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
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("reset"));
        arguments.addAll(List.of(options));
        int exitCode = DbCommand.commandLine(() -> database, Changelog.PATH, filled::add)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    private static Datasource datasource(String database) {
        return new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty());
    }
}
