package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.PackagedService;
import org.studentmanagement.testsupport.PostgresServer;

/** The packaged commands in processes of their own. */
@BesideTheService
class AdoptAndResetIT {
    @Test
    void aDatabaseOfAlembicIsAdoptedOnce() throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();

        PackagedService adopt = db(database, Map.of(), "adopt");

        assertThat(adopt.exitCode()).as(adopt.standardError()).isEqualTo(ExitCode.DONE);
        assertThat(adopt.standardOutput()).isEqualTo("""
                Adopted at create_student_courses: 3 recorded as run, %d pending.
                Left alone: table alembic_version.
                """.formatted(BundledChangelog.SIZE - 3));
        assertThat(query(
                        database,
                        "SELECT string_agg(revision || ' ' || direction, ', ' ORDER BY id) FROM migration_run"))
                .isEqualTo("create_students adopt, create_courses adopt, create_student_courses adopt");

        assertThat(db(database, Map.of(), "upgrade", "+1").exitCode()).isEqualTo(ExitCode.DONE);
        PackagedService again = db(database, Map.of(), "adopt");
        assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(again.standardError())
                .isEqualTo("There is nothing to adopt: the changesets have run here, up to students_id_bigint.\n");
    }

    @Test
    void thePackageResetsADatabaseOnlyUnderAProfileThatIsNotProduction() throws Exception {
        String database = PostgresServer.scratch();
        PackagedService refused = db(database, Map.of(), "reset", "--yes");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.standardError())
                .isEqualTo("This is production, where reset is refused: it throws every row away."
                        + " If it is not, set QUARKUS_PROFILE to dev or test.\n");

        PackagedService reset = db(database, Map.of("QUARKUS_PROFILE", "dev"), "reset");
        assertThat(reset.exitCode()).as(reset.standardError()).isEqualTo(ExitCode.DONE);
        assertThat(reset.standardOutput())
                .isEqualTo("Reset %1$s on localhost:%2$d: 0 undone, %3$d run, at %4$s, with the demo data.\n"
                        .formatted(database, PostgresServer.port(), BundledChangelog.SIZE, BundledChangelog.HEAD));
        assertThat(query(database, """
                SELECT (SELECT count(*) FROM students) || ' ' || (SELECT count(*) FROM courses) || ' '
                    || (SELECT count(*) FROM student_courses)
                """)).isEqualTo("28785 22 22521");
    }

    private static PackagedService db(String database, Map<String, String> more, String... arguments) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(database));
        String[] command = new String[arguments.length + 1];
        command[0] = "db";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        PackagedService process = PackagedService.start(settings, List.of(), command);
        process.exitCode();
        assertThat(process.standardError()).doesNotContain("Exception", "\tat ");
        return process;
    }
}
