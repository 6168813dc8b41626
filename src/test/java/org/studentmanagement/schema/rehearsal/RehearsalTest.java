package org.studentmanagement.schema.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.Snapshot;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** Changesets that do harm, each on a copy for which it is the next one. */
@BesideTheService
class RehearsalTest {
    private static final String CHANGELOG = "changelogs/harm.yaml";
    private static final Duration LONGEST_LOCK = Duration.ofMillis(250);

    private static String template;

    private String copy;

    @BeforeAll
    static void migrateToTwoClubs() throws SQLException {
        template = PostgresServer.scratch();
        assertThat(new DbBench(template, CHANGELOG).run("upgrade", "clubs_fill").exitCode())
                .isZero();
    }

    @BeforeEach
    void copyIt() throws SQLException {
        copy = PostgresServer.copy(template);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            column_dropped | up: clubs has lost columns: name. Without them its rows cannot be compared; there were 2, and are 2. | down does not restore: clubs has other rows: there were 2, and are 2; altered: id 1, 2.
            one_altered | up: clubs has other rows: there were 2, and are 2; altered: id 1. | down does not restore: clubs has other rows: there were 2, and are 2; altered: id 1.
            one_altered_unseen | up: clubs has other rows: there were 2, and are 2; altered: id 1. | down does not restore: clubs has other rows: there were 2, and are 2; altered: id 1.
            index_forgotten | down does not restore: index clubs_name_idx of clubs added. | up again fails: Nothing was run, \
            because this stands in the way: index_forgotten: clubs_name_idx is an index of clubs that no changeset has made, and has the \
            name that this revision wants. Whoever it belongs to can give it another name: ALTER INDEX clubs_name_idx RENAME TO … \
            Put it right, and try again.
            rollback_deletes | down does not restore: clubs has other rows: there were 2, and are 1; lost: id 2. |
            fails_half_way | up fails: fails_half_way: The database reports a fault: ERROR: division by zero. |
            """)
    void aHarmfulChangesetIsCaughtAndTheHarmNamed(String changeset, String fault, String another) throws Exception {
        RehearsedRevision revision = rehearse(changeset, Set.of());

        assertThat(revision.revision()).isEqualTo(changeset);
        assertThat(revision.faults()).contains(fault);
        if (another != null) {
            assertThat(revision.faults())
                    .extracting(said -> said.replaceAll("\\s+", " "))
                    .contains(another);
        }
    }

    @Test
    void aLockThatIsHeldTooLongIsNamedWithWhomItStops() throws Exception {
        RehearsedRevision revision = rehearse("long_lock", Set.of());

        assertThat(revision.faults())
                .singleElement()
                .asString()
                .matches("up stops writes of clubs for \\d.*, longer than 250 ms\\.");
        TableLock lock =
                revision.step(RehearsalStep.Way.UP).orElseThrow().strongest().orElseThrow();
        assertThat(lock.mode()).isEqualTo(LockMode.SHARE);
        assertThat(lock.held()).isGreaterThan(Duration.ofMillis(300));
        assertThat(revision.step(RehearsalStep.Way.DOWN).orElseThrow().locks()).isEmpty();
    }

    @Test
    void aHarmlessChangesetIsFitAndItsStepsAreMeasured() throws Exception {
        RehearsedRevision revision = rehearse("harmless", Set.of());

        assertThat(revision.faults()).isEmpty();
        RehearsalStep up = revision.step(RehearsalStep.Way.UP).orElseThrow();
        assertThat(up.strongest().orElseThrow().mode()).isEqualTo(LockMode.ACCESS_EXCLUSIVE);
        assertThat(up.growth())
                .isPositive()
                .isEqualTo(revision.step(RehearsalStep.Way.AGAIN).orElseThrow().growth());
        assertThat(revision.step(RehearsalStep.Way.DOWN).orElseThrow().growth()).isEqualTo(-up.growth());
        assertThat(revision.steps())
                .allSatisfy(step ->
                        step.locks().forEach(lock -> assertThat(lock.to()).isBetween(lock.from(), step.duration())));
    }

    @Test
    void whatTheFileSaysToBeAlteredOnPurposeIsNoFault() throws Exception {
        RehearsedRevision revision = rehearse("altered_on_purpose", Set.of());

        assertThat(revision.faults()).isEmpty();
        assertThat(revision.step(RehearsalStep.Way.UP).orElseThrow().rows()).isEqualTo(2);
        assertThat(revision.intentions()).containsExactly(new DeclaredChange("clubs.name", "the office wants them so"));
    }

    @Test
    void whatTheCommandSaysToBeAlteredOnPurposeIsNoFaultEither() throws Exception {
        assertThat(rehearse("column_dropped", Set.of(DeclaredChange.onTheCommandLine("clubs.name")))
                        .faults())
                .isEmpty();
    }

    @Test
    void anIntentionWithoutAReasonIsRefused() {
        assertThatThrownBy(() -> new DeclaredChange("clubs.name", ""))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("does not say what and why");
    }

    @Test
    void aRevisionIsNotBlamedForWhatOneBeforeItDid() throws Exception {
        DbBench bench = new DbBench(copy, CHANGELOG);
        bench.run("stamp", "column_dropped");

        RehearsalReport outcome = rehearse(bench, "fails_half_way", Set.of());

        assertThat(outcome.revisions())
                .extracting(RehearsedRevision::revision)
                .containsExactly("one_altered", "index_forgotten");
        assertThat(outcome.revisions().get(1).faults()).noneMatch(fault -> fault.contains("row"));
        assertThat(outcome.notRehearsed()).containsExactly("rollback_deletes", "long_lock", "fails_half_way");
    }

    private RehearsedRevision rehearse(String changeset, Set<DeclaredChange> intended) throws SQLException {
        DbBench bench = new DbBench(copy, CHANGELOG);
        bench.run("stamp", changeset);
        bench.run("stamp", "-1");
        return rehearse(bench, "+1", intended).revisions().get(0);
    }

    private static RehearsalReport rehearse(DbBench bench, String to, Set<DeclaredChange> intended)
            throws SQLException {
        Fingerprint rows;
        try (Snapshot snapshot = Snapshot.open(bench.datasource())) {
            rows = Fingerprint.take(snapshot);
        }
        try (var rehearsal = new Rehearsal(bench.datasource(), CHANGELOG, intended, LONGEST_LOCK, line -> {})) {
            return rehearsal.run(to, "a copy", rows, Duration.ZERO);
        }
    }
}
