package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program;

/** Two branches that added a changeset each, one of them the table rooms, the other the column clubs.city. */
@BesideTheService
class BranchesTest {
    private static final String ROOMS = "changelogs/rooms-branch.yaml";
    private static final String CITY = "changelogs/city-branch.yaml";
    private static final String MERGED = "changelogs/merged.yaml";

    private String fresh;

    @BeforeEach
    void migrateAFreshDatabase() throws Exception {
        fresh = PostgresServer.scratch();
        upgrade(fresh, MERGED);
    }

    @Test
    void aDatabaseAtEitherHeadGetsTheOthersChangesetAndEndsWithTheSameSchema() throws Exception {
        String rooms = PostgresServer.scratch();
        upgrade(rooms, ROOMS);
        String city = PostgresServer.scratch();
        upgrade(city, CITY);
        assertThat(schema(rooms)).isNotEqualTo(schema(city));

        assertThat(upgrade(rooms, MERGED)).isEqualTo("1 revision run; now at clubs_city.\n");
        assertThat(upgrade(city, MERGED)).isEqualTo("1 revision run; now at rooms.\n");

        assertThat(schema(rooms)).isEqualTo(schema(fresh));
        assertThat(schema(city)).isEqualTo(schema(fresh));
    }

    @Test
    void aChangesetOfAnotherBranchShowsAsOutOfOrder() throws Exception {
        String database = PostgresServer.scratch();
        upgrade(database, CITY);
        DbBench merged = new DbBench(database, MERGED);
        assertThat(merged.run("pending").out()).contains("rooms     pending           out of order");

        merged.run("upgrade");

        assertThat(merged.run("history", "clubs_city:").out())
                .containsPattern("   clubs_city  applied  \\S+\n>  rooms       applied  \\S+  out of order\n");
        assertThat(merged.run("current", "--check").exitCode()).isZero();
    }

    @Test
    void aRevisionThatTheChangelogHasNotIsUnexpectedAndAHeadOfItsOwn() throws Exception {
        DbBench rooms = new DbBench(fresh, ROOMS);

        assertThat(rooms.run("heads").out())
                .containsPattern(" {3}rooms +applied +\\S+\n> {2}clubs_city +unexpected +\\S+\n");
        assertThat(rooms.run("current").out()).endsWith(", 0 pending, 1 unexpected\n");
        assertThat(rooms.run("current", "--check").exitCode()).isEqualTo(ExitCode.UNFIT);
        Program.Outcome downgrade = rooms.run("downgrade", "clubs");
        assertThat(downgrade.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(downgrade.err())
                .isEqualTo("clubs_city is in the database but not in this version's changelog:"
                        + " use the version that added it. Where that is gone, stamp --purge forgets it.\n");
    }

    @Test
    void whatIsUnexpectedIsForgottenByAStampThatPurgesAndNothingElseChanges() throws Exception {
        DbBench rooms = new DbBench(fresh, ROOMS);
        String schema = schema(fresh);

        Program.Outcome purged = rooms.run("stamp", "--purge", "head");

        assertThat(purged.exitCode()).as(purged.err()).isZero();
        assertThat(purged.err()).isEqualTo("The record of clubs_city is gone; what it made is still there.\n");
        assertThat(purged.out()).isEqualTo("1 revision recorded; now at rooms.\n");
        assertThat(schema(fresh)).isEqualTo(schema);
        assertThat(rooms.run("current", "--check").exitCode()).isZero();
        assertThat(rooms.run("downgrade", "--yes", "clubs_fill").out())
                .isEqualTo("1 revision undone; now at clubs_fill.\n");
        assertThat(PostgresServer.query(
                        fresh,
                        "SELECT string_agg(revision || ' ' || outcome, ', ' ORDER BY id)"
                                + " FROM migration_run WHERE direction = 'stamp'"))
                .isEqualTo("clubs_city done");
    }

    @Test
    void aPurgeAndAStampGoDownAlso() {
        assertThat(new DbBench(fresh, ROOMS).run("stamp", "--purge", "clubs").out())
                .isEqualTo("3 revisions recorded; now at clubs.\n");
        assertThat(new DbBench(fresh, ROOMS)
                        .run("stamp", "--purge", "clubs_city")
                        .err())
                .startsWith("There is no revision clubs_city");
    }

    @Test
    void theRecordsOfAnotherApplicationAreNotPurged() throws Exception {
        PostgresServer.execute(
                fresh,
                "INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
                        + " VALUES ('1', 'them', 'db/changelog/payroll.xml', now(), 0, 'EXECUTED')");

        Program.Outcome refused = new DbBench(fresh, ROOMS).run("stamp", "--purge", "head");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
                .isEqualTo("Nothing was removed, because these records are another application's:"
                        + " 1 of db/changelog/payroll.xml.\n");
        assertThat(PostgresServer.query(fresh, "SELECT count(*) FROM databasechangelog"))
                .isEqualTo("5");
    }

    @Test
    void aPurgeDependsOnTheRecordAndIsNoScript() {
        assertThat(new DbBench(fresh, ROOMS)
                        .run("stamp", "--purge", "--sql", "head")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private static String upgrade(String database, String changelog) {
        Program.Outcome upgrade = new DbBench(database, changelog).run("upgrade");
        assertThat(upgrade.exitCode()).as(upgrade.err()).isZero();
        return upgrade.out();
    }

    private static String schema(String database) throws Exception {
        try (var connection = PostgresServer.connect(database)) {
            return Schema.read(connection).sql();
        }
    }
}
