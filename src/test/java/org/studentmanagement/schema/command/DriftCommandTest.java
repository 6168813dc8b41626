package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

@BesideTheService
class DriftCommandTest {
    private static final String HEAD = "The schema is what the changelog makes at " + BundledChangelog.HEAD + ".\n";

    private String database;

    @BeforeEach
    void migrate() throws SQLException {
        database = MigratedDatabase.create();
    }

    @Test
    void whatNobodyTouchedIsWhatTheChangelogMakesAtEveryRevision() {
        DbBench db = new DbBench(database);
        assertThat(db.run("drift")).isEqualTo(new Outcome(ExitCode.DONE, HEAD, ""));

        db.run("downgrade", "students_touch");
        assertThat(db.run("drift").out()).isEqualTo("The schema is what the changelog makes at students_touch.\n");

        db.run("downgrade", "base");
        assertThat(db.run("drift").out()).isEqualTo("The schema is what the changelog makes at base.\n");
    }

    @ParameterizedTest
    @EnumSource
    void anAdoptedDatabaseHasNoDrift(LegacyDatabase legacy) throws Exception {
        DbBench db = new DbBench(legacy.create());
        db.run("stamp", "+" + legacy.changesets());

        assertThat(db.run("drift").exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void eachDifferenceIsShownWithBothFormsUnderItsTable() throws Exception {
        execute("ALTER TABLE students ALTER name TYPE varchar(80), ADD phone text; DROP INDEX students_lower_idx");

        Outcome drift = new DbBench(database).run("drift");

        assertThat(drift.exitCode()).isEqualTo(ExitCode.UNFIT);
        assertThat(drift.out()).isEqualTo("""
                The schema is not what the changelog makes at %s: 3 differences.

                students
                    changed  column name
                             is         character varying(80) NOT NULL
                             should be  character varying(100) NOT NULL
                    added    column phone
                             is         text
                    gone     index students_lower_idx
                             should be  CREATE UNIQUE INDEX students_lower_idx ON students USING btree (lower(email::text))

                To mend it
                    -- Loses the values of students.phone.
                    ALTER TABLE students DROP COLUMN phone;
                    ALTER TABLE students ALTER COLUMN name TYPE character varying(100);
                    CREATE UNIQUE INDEX CONCURRENTLY students_lower_idx ON students USING btree (lower(email::text));
                """.formatted(BundledChangelog.HEAD));
    }

    @Test
    void aDocumentHasTheSame() throws Exception {
        execute("ALTER TABLE students ALTER version DROP DEFAULT");

        JsonNode drift = new ObjectMapper()
                .readTree(new DbBench(database).run("drift", "--json").out());

        String mending = "ALTER TABLE students ALTER COLUMN version SET DEFAULT 0";
        assertThat(drift).isEqualTo(new ObjectMapper().readTree("""
                {"revision": "%2$s",
                 "differences": [{
                    "state": "changed", "table": "students", "kind": "column", "name": "version",
                    "found": "bigint NOT NULL", "expected": "bigint DEFAULT 0 NOT NULL",
                    "mend": ["%1$s"], "warning": null}],
                 "mend": ["%1$s"], "left_alone": []}
                """.formatted(mending, BundledChangelog.HEAD)));
    }

    @Test
    void aUserWhoMayOnlyReadCanLook() throws Exception {
        String reader = database + "_reader";
        execute(
                "REVOKE ALL ON DATABASE %1$s FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC; CREATE ROLE %2$s LOGIN;"
                                .formatted(database, reader)
                        + "GRANT CONNECT ON DATABASE %1$s TO %2$s; GRANT USAGE ON SCHEMA public TO %2$s;"
                                .formatted(database, reader)
                        + "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + reader);
        DbBench db = new DbBench(new Datasource(
                "jdbc:postgresql://localhost:%d/%s".formatted(PostgresServer.port(), database),
                Optional.of(reader),
                Optional.empty()));
        assertThat(db.run("drift").out()).isEqualTo(HEAD);

        execute("ALTER TABLE students DISABLE TRIGGER students_touch");

        assertThat(db.run("drift").out()).contains("added    trigger state students_touch");
        Outcome scratch = db.run("drift", "--scratch");
        assertThat(scratch.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(scratch.err()).contains("ALTER ROLE … CREATEDB");
    }

    @Test
    void changesetsThatRanInAnotherOrderAreToldApartWhereTheyShareNothing() throws Exception {
        execute("DELETE FROM databasechangelog WHERE id = 'courses_touch'; DROP TRIGGER courses_touch ON courses");

        assertThat(new DbBench(database).run("drift")).isEqualTo(new Outcome(ExitCode.DONE, HEAD, ""));
    }

    @Test
    void whereOnlyRunningThemCanTellTheyAreRunInAScratchDatabase() throws Exception {
        execute("DELETE FROM databasechangelog WHERE id = 'students_id_bigint'");
        DbBench db = new DbBench(database);

        Outcome untold = db.run("drift");

        assertThat(untold.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(untold.err())
                .isEqualTo(
                        "students_id_identity ran before students_id_bigint, which the changelog has first and which touches the same."
                                + " To have it built in a scratch database, add --scratch.\n");
        assertThat(db.run("drift", "--scratch").out()).contains("""
                            changed  column id
                                     is         bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL
                                     should be  integer GENERATED BY DEFAULT AS IDENTITY NOT NULL
                        """);
    }

    @Test
    void aScratchDatabaseTellsTheSame() throws Exception {
        execute("ALTER TABLE students DROP CONSTRAINT students_name_check");
        DbBench db = new DbBench(database);

        assertThat(db.run("drift", "--scratch")).isEqualTo(db.run("drift"));
    }

    @Test
    void aDatabaseThatWasNeverMigratedCannotBeJudged() throws Exception {
        Outcome drift = new DbBench(PostgresServer.scratch()).run("drift");

        assertThat(drift.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(drift.err())
                .startsWith("The database records no revision, so nothing says what its schema should be");
    }

    @Test
    void aRevisionOfANewerVersionCannotBeJudged() throws Exception {
        execute("""
                INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)
                VALUES ('newer', 'x', 'db/changes/2099/20990101_newer.yaml', now(), 99, 'EXECUTED')
                """);

        Outcome drift = new DbBench(database).run("drift");

        assertThat(drift.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(drift.err())
                .isEqualTo(
                        "newer is in the database but not in this version's changelog: use the version that added it.\n");
    }

    private void execute(String sql) throws SQLException {
        PostgresServer.execute(database, sql);
    }
}
