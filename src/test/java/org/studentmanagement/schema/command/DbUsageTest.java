package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;

/** Lines that cannot be meant, all on one database, since none changes it. */
@BesideTheService
class DbUsageTest {
    private static DbBench db;

    @BeforeAll
    static void migrateToClubsFill() throws SQLException {
        db = new DbBench(PostgresServer.scratch(), "changelogs/rooms-branch.yaml");
        assertThat(db.run("upgrade", "+2").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upgrade nosuch | There is no revision nosuch: ",
                "downgrade club | club is the beginning of 2 revisions, ",
                "upgrade --swiftly | There is no revision --swiftly: ",
                "upgrade +5 | +5 is past the head: 1 pending.",
                "downgrade -9 | -9 is below the base: 2 applied.",
                "downgrade | Missing required parameter: 'REVISION'",
                "verify --save a --against b | Error: --save=FILE, --against=FILE are mutually exclusive",
                "restore | Missing required parameter: 'DIR'",
                "restore nowhere | There is no folder nowhere.",
                "history clubs | A range is two revisions with a colon between them, ",
                "migrate | Unmatched argument at index 1: 'migrate'"
            })
    void whatCannotBeMeantIsAUsageErrorAndChangesNothing(String line, String sentence) {
        Outcome outcome = db.run(line.split(" "));
        assertThat(outcome.err()).startsWith(sentence);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.out()).isEmpty();
        assertThat(db.run("current").out()).startsWith("clubs_fill, ");
    }
}
