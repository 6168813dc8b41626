package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.studentmanagement.testsupport.PostgresServer.execute;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.deploy.StartMigration;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.run.MigrationLock;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;

/** The text and the exit code of each command, on a short changelog and a database of its own. */
@BesideTheService
class DbCommandTest {
    private static final String CHANGELOG = "changelogs/rooms-branch.yaml";

    @RegisterExtension
    private final Settings settings = new Settings();

    private static String template;

    private String database;
    private DbBench db;

    @BeforeAll
    static void migrateToClubsFill() throws SQLException {
        template = PostgresServer.scratch();
        assertThat(new DbBench(template, CHANGELOG).run("upgrade", "+2").exitCode())
                .isZero();
    }

    @BeforeEach
    void copyIt() throws SQLException {
        database = PostgresServer.copy(template);
        db = new DbBench(database, CHANGELOG);
    }

    @Test
    void currentTellsTheRevisionAndHowManyArePending() {
        assertThat(db.run("current").out()).matches("clubs_fill, applied \\S+Z, 1 pending\n");
        assertThat(db.run("current", "--check").exitCode()).isEqualTo(ExitCode.UNFIT);
        assertThat(db.run("current", "--json").out())
                .contains("\"revision\" : \"clubs_fill\"", "\"pending\" : 1", "\"at_head\" : false");

        db.run("upgrade");

        Outcome atHead = db.run("current", "--check");
        assertThat(atHead.out()).matches("rooms, applied \\S+Z \\(head\\)\n");
        assertThat(atHead.exitCode()).isZero();
        assertThat(atHead.err()).isEmpty();
    }

    @Test
    void whoMayDoMoreWithTheRecordThanReadItMayNotAfterTheNextRun() throws SQLException {
        PostgresServer.execute(
                database, "GRANT ALL ON databasechangelog, databasechangeloglock, migration_run TO pg_monitor");

        db.run("upgrade");

        assertThat(query("""
                        SELECT string_agg(relname || ': ' || privilege_type, ', ' ORDER BY relname)
                        FROM pg_class, aclexplode(relacl) WHERE grantee = 'pg_monitor'::regrole
                        """))
                .isEqualTo("databasechangelog: SELECT, databasechangeloglock: SELECT, migration_run: SELECT");
    }

    @Test
    void historyListsAppliedAndPendingRevisionsWithWhatEachDid() {
        assertThat(db.run("history").out()).matches("""
                   revision    state    applied
                   clubs       applied  \\S+Z
                >  clubs_fill  applied  \\S+Z
                   rooms       pending
                """);
        assertThat(db.run("history", "-v", ":-1").out())
                .matches("(?s).*\n   clubs +applied +\\S+ +\\d+ +0 +unpackaged +postgres, .* on .*\n");
        assertThat(db.run("history", "-v", "--json", "clubs_f:clubs_f").out())
                .contains("\"current\" : true", "\"rows\" : 2", "\"state\" : \"applied\"")
                .doesNotContain("rooms");
        assertThat(db.run("pending").out()).endsWith("rooms     pending\n").doesNotContain("clubs");
        assertThat(db.run("heads").out()).endsWith("rooms     pending\n").doesNotContain("clubs");
    }

    @Test
    void showTellsAllOfARevision() {
        assertThat(db.run("show", "-0").out()).matches("""
                clubs_fill
                Two clubs

                file      changelogs/2026/20260101_clubs_fill.yaml
                checksum  9:[0-9a-f]{32}
                author    test
                state     applied \\S+Z
                runs      in a transaction

                upgrade
                    INSERT INTO clubs VALUES \\(1, 'Chess'\\), \\(2, 'Rowing'\\);

                downgrade
                    DELETE FROM clubs WHERE id IN \\(1, 2\\);
                """);
        assertThat(db.run("show", "rooms", "--json").out()).contains("\"upgrade_sql\" : [ \"CREATE TABLE rooms");
        assertThat(db.run("show", "base").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void upgradeRunsWhatIsPendingAndThenNothing() {
        Outcome upgrade = db.run("upgrade");
        assertThat(upgrade.out()).isEqualTo("1 revision run; now at rooms.\n");
        assertThat(upgrade.err()).matches("up   rooms, \\d+ ms\n");
        assertThat(db.run("upgrade").out()).isEqualTo("Nothing to do at rooms.\n");
        assertThat(db.run("upgrade", "--json").out()).contains("\"revisions\" : [ ]", "\"pending\" : 0");
    }

    @Test
    void downgradeListsWhatItDropsAndWantsAYesWhereSomethingIsLost() throws Exception {
        db.run("upgrade");
        Outcome refused = db.run("downgrade", "base");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).isEqualTo("""
                loses          rows  undoing
                rooms             0  rooms
                rows of clubs     2  clubs_fill
                clubs             2  clubs
                Nothing was undone, because what is lost does not come back: to lose it all the same, add --yes.
                """);
        assertThat(query("SELECT count(*) FROM clubs")).isEqualTo("2");

        assertThat(db.run("downgrade", "-1").out()).isEqualTo("1 revision undone; now at clubs_fill.\n");

        Outcome downgrade = db.run("downgrade", "base", "--yes");
        assertThat(downgrade.out()).isEqualTo("2 revisions undone; now at base.\n");
        assertThat(downgrade.err()).containsPattern("down clubs_fill, \\d+ ms, 2 rows\ndown clubs, \\d+ ms\n");
        assertThat(query("SELECT string_agg(direction || ' ' || revision || ' ' || outcome, ', ' ORDER BY id)"
                        + " FROM migration_run WHERE direction = 'down'"))
                .isEqualTo("down rooms done, down clubs_fill done, down clubs done");
    }

    @Test
    void aColumnThatHoldsSomethingIsListedWithItsValues() throws Exception {
        DbBench city = new DbBench(database, "changelogs/city-branch.yaml");
        city.run("upgrade");
        query("UPDATE clubs SET city = 'Bath' WHERE id = 1 RETURNING id");
        Outcome refused = city.run("downgrade", "-1");
        assertThat(refused.err()).startsWith("loses       rows  undoing\nclubs.city     1  clubs_city\n");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void stampRecordsAndRunsNothing() throws Exception {
        assertThat(db.run("stamp", "head").out()).isEqualTo("1 revision recorded; now at rooms.\n");
        assertThat(query("SELECT to_regclass('rooms')")).isNull();
        assertThat(db.run("stamp", "base").out()).isEqualTo("3 revisions recorded; now at base.\n");
        assertThat(query("SELECT count(*) FROM clubs")).isEqualTo("2");
    }

    @Test
    void aScriptDoesWhatTheCommandWouldAndItsMakingChangesNothing() throws Exception {
        for (String step : new String[] {"upgrade head", "downgrade base", "upgrade clubs", "stamp rooms"}) {
            String[] arguments = (step + " --sql").split(" ");
            String twin = PostgresServer.copy(database);
            String before = state(database);
            Outcome script = db.run(arguments);
            assertThat(script.exitCode()).as(script.err()).isZero();
            assertThat(state(database)).isEqualTo(before);

            execute(database, script.out());
            new DbBench(twin, CHANGELOG)
                    .run((step + " --yes")
                            .replaceFirst("^((upgrade|stamp).*) --yes", "$1")
                            .split(" "));
            assertThat(state(database)).as(step).isEqualTo(state(twin));
        }
    }

    @Test
    void aScriptCanBeMadeWithoutADatabase() throws Exception {
        DbBench nowhere = new DbBench("never_created", CHANGELOG);
        Outcome script = nowhere.run("upgrade", "--sql", "--from", "base");
        assertThat(script.exitCode()).isZero();
        database = PostgresServer.scratch();
        execute(database, script.out());
        assertThat(new DbBench(database, CHANGELOG).run("current", "--check").out())
                .startsWith("rooms, ");
        assertThat(nowhere.run("upgrade", "--from", "base").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aDeadLockIsShownAsSuchAndClearedByUnlockOrByTheNextUpgrade() throws Exception {
        assertThat(db.run("locks").out()).isEqualTo("Nobody holds the migration lock.\n");
        leaveALockBehind();
        assertThat(db.run("locks").out()).isEqualTo("""
                        lock  holder        since                 state
                        row   ghost (1.2.3.4)  2026-01-02T03:04:05Z  dead
                        """.replace("holder        ", "holder           "));
        assertThat(db.run("unlock").out())
                .isEqualTo("Cleared the row lock of ghost (1.2.3.4), since 2026-01-02T03:04:05Z.\n");
        assertThat(db.run("unlock").out()).isEqualTo("Nobody holds the migration lock.\n");

        leaveALockBehind();
        assertThat(db.run("upgrade").exitCode()).isZero();
        assertThat(db.run("locks").out()).isEqualTo("Nobody holds the migration lock.\n");
    }

    @Test
    void aLivingHolderIsNamedAndOnlyTerminatedWhenAskedTo() throws Exception {
        try (Connection holder = PostgresServer.connect(database);
                var statement = holder.createStatement()) {
            statement.execute("SET application_name = 'the other'; SELECT pg_advisory_lock(" + MigrationLock.KEY + ")");
            assertThat(db.run("locks").out())
                    .containsPattern("advisory +session \\d+ of the other, postgres from \\S+ +\\S+Z +alive\n");
            Outcome refused = db.run("unlock");
            assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err()).contains("because its holder is alive: session ", "of the other");
            assertThat(db.run("unlock", "--terminate").out()).startsWith("Cleared the advisory lock of session ");
            assertThat(db.run("locks").out()).isEqualTo("Nobody holds the migration lock.\n");
        }
    }

    @Test
    void anUpgradeThatTakesAwayWhatIsStoredIsRefusedUntilToldSo() throws Exception {
        DbBench harm = new DbBench(database, "changelogs/harm.yaml");

        Outcome refused = harm.run("upgrade", "column_dropped");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).isEqualTo("""
                loses       rows  running
                clubs.name     2  column_dropped
                Nothing was run, because what is lost does not come back: to lose it all the same, add --yes.
                """);
        assertThat(harm.run("current").out()).startsWith("clubs_fill, ");
        try (Migrator migrator = new Migrator(
                harm.datasource(),
                "changelogs/harm.yaml",
                new ChangesetPreflight(MigrationObserver.NONE),
                MigrationObserver.NONE)) {
            assertThatThrownBy(() -> StartMigration.upgradeLosingNothing(migrator))
                    .isInstanceOf(Refused.class)
                    .hasMessageStartingWith("What is lost does not come back: clubs.name (2 rows)")
                    .hasMessageEndingWith(" To lose it all the same, run db upgrade --yes, and start again.");
        }

        Outcome done = harm.run("upgrade", "--yes", "column_dropped");
        assertThat(done.out()).isEqualTo("2 revisions run; now at column_dropped.\n");
    }

    @Test
    void aRevisionThatFailsLeavesNothingButItsFailure() throws Exception {
        DbBench broken = new DbBench(database, "changelogs/broken.yaml");
        Outcome upgrade = broken.run("upgrade");
        assertThat(upgrade.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(upgrade.err())
                .isEqualTo("clubs_broken: The database reports a fault: ERROR: relation \"nowhere\" does not exist.\n");
        assertThat(query("SELECT count(*) FROM clubs")).isEqualTo("2");
        assertThat(broken.run("current").out()).startsWith("clubs_fill, ");
        assertThat(query("SELECT outcome || ': ' || detail FROM migration_run ORDER BY id DESC"))
                .startsWith("failed: ")
                .contains("relation \"nowhere\" does not exist");
    }

    @Test
    void aRunThatWasLeftUnfinishedIsNotedAsInterrupted() throws Exception {
        query("UPDATE migration_run SET outcome = 'running' WHERE revision = 'clubs' RETURNING id");
        db.run("upgrade");
        assertThat(query("SELECT outcome FROM migration_run WHERE revision = 'clubs'"))
                .isEqualTo("interrupted");
    }

    @Test
    void anEditedChangesetAndAMissingChangelogAreRefusedAndNothingIsChanged() throws Exception {
        query(
                "UPDATE databasechangelog SET md5sum = '9:00000000000000000000000000000000' WHERE id = 'clubs' RETURNING id");
        String before = state(database);
        assertRefused(
                db.run("upgrade"),
                "clubs was edited after it was applied: put changelogs/2026/20260101_clubs.yaml"
                        + " back as it was, and write what is to change as a new changeset.\n");
        Outcome none = new DbBench(database, "changelogs/none.yaml").run("current");
        assertThat(none.err()).isEqualTo("The changelog changelogs/none.yaml is missing from this build.\n");
        assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(state(database)).isEqualTo(before);
    }

    @Test
    void aSettingThatCannotBeUsedIsToldBeforeAnythingIsLocked() throws Exception {
        settings.set("migration.lock-timeout", "soon");

        Outcome upgrade = db.run("upgrade");
        assertThat(upgrade.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(upgrade.err())
                .startsWith("A setting of migration cannot be used: ")
                .contains("migration.lock-timeout")
                .doesNotContain("\tat ");

        settings.forget();
        assertThat(db.run("current").out()).startsWith("clubs_fill, ");
    }

    private static void assertRefused(Outcome outcome, String sentence) {
        assertThat(outcome.err()).isEqualTo(sentence);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.out()).isEmpty();
    }

    private void leaveALockBehind() throws SQLException {
        query("UPDATE databasechangeloglock SET locked = true, lockedby = 'ghost (1.2.3.4)',"
                + " lockgranted = ('2026-01-02 03:04:05Z'::timestamptz)::timestamp RETURNING id");
    }

    /** The schema and what is recorded of it. */
    private static String state(String database) throws SQLException {
        try (Connection connection = PostgresServer.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT string_agg(concat_ws(' ', id, filename, orderexecuted, md5sum, exectype, comments,
                            description), E'\\n' ORDER BY orderexecuted) FROM databasechangelog
                        """)) {
            rows.next();
            return Schema.read(connection).sql() + rows.getString(1);
        }
    }

    private String query(String sql) throws SQLException {
        return PostgresServer.query(database, sql);
    }
}
