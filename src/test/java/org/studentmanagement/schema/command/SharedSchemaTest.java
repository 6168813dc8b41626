package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;
import static org.studentmanagement.testsupport.PostgresServer.query;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;

/** Another application that uses Liquibase keeps its records in the same database. */
@BesideTheService
class SharedSchemaTest {
    private static final String TABLE_NAME = "quarkus.liquibase.database-change-log-table-name";

    @RegisterExtension
    private final Settings settings = new Settings();

    private static final String OTHERS = """
            CREATE TABLE databasechangelog (id varchar(255) NOT NULL, author varchar(255) NOT NULL, filename varchar(255) NOT NULL,
                dateexecuted timestamp NOT NULL, orderexecuted int NOT NULL, exectype varchar(10) NOT NULL, md5sum varchar(35),
                description varchar(255), comments varchar(255), tag varchar(255), liquibase varchar(20), contexts varchar(255),
                labels varchar(255), deployment_id varchar(10));
            INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)
            VALUES ('1', 'eva', 'db/changelog/library.xml', now(), 1, 'EXECUTED'),
                ('2', 'eva', 'db/changelog/library.xml', now(), 2, 'EXECUTED');
            CREATE TABLE databasechangeloglock (id int PRIMARY KEY, locked boolean NOT NULL, lockgranted timestamp, lockedby varchar(255));
            INSERT INTO databasechangeloglock VALUES (1, true, now(), 'library')
            """;

    private static final String OTHERS_ARE =
            "SELECT string_agg(databasechangelog::text, ' ') || (SELECT databasechangeloglock::text FROM databasechangeloglock)"
                    + " FROM databasechangelog";

    @ParameterizedTest
    @ValueSource(strings = {"adopt", "upgrade", "current", "downgrade base --yes", "stamp head", "history", "drift"})
    void whoseRecordsTheyAreIsSaidWithTheWayOutAndNothingIsChanged(String command) throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        execute(database, OTHERS);
        String before = query(database, OTHERS_ARE);

        Outcome outcome = new DbBench(database).run(command.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err())
                .contains(
                        "The table databasechangelog is another application's: its changesets are of db/changelog/library.xml,",
                        "QUARKUS_LIQUIBASE_DATABASE_CHANGE_LOG_TABLE_NAME=school_changelog",
                        "currentSchema=school");
        assertThat(query(database, OTHERS_ARE)).isEqualTo(before);
        assertThat(query(database, "SELECT to_regclass('migration_run')")).isNull();
    }

    @Test
    void withTablesOfItsOwnEveryCommandWorksBesideThem() throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        execute(database, OTHERS);
        String before = query(database, OTHERS_ARE);
        settings.set(TABLE_NAME, "School_Changelog");

        worksThroughout(new DbBench(database), "students_number");

        assertThat(query(database, OTHERS_ARE)).isEqualTo(before);
        assertThat(query(database, "SELECT id FROM school_changelog ORDER BY orderexecuted DESC"))
                .isEqualTo("students_number");
        assertThat(query(database, "SELECT locked FROM school_changeloglock")).isEqualTo("f");
    }

    @Test
    void inASchemaOfItsOwnEveryCommandWorksBesideThem() throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        execute(database, OTHERS + """
                ;CREATE SCHEMA school;
                ALTER TABLE students SET SCHEMA school;
                ALTER TABLE courses SET SCHEMA school;
                ALTER TABLE student_courses SET SCHEMA school
                """);
        String before = query(database, OTHERS_ARE);

        worksThroughout(
                new DbBench(new Datasource(
                        PostgresServer.url(database) + "&currentSchema=school", Optional.empty(), Optional.empty())),
                "head");

        assertThat(query(database, OTHERS_ARE)).isEqualTo(before);
        assertThat(query(database, "SELECT count(*) FROM school.databasechangelog"))
                .isEqualTo(String.valueOf(BundledChangelog.SIZE));
    }

    private static void worksThroughout(DbBench db, String to) {
        for (String command : new String[] {
            "adopt",
            "upgrade +3",
            "downgrade -1 --yes",
            "rehearse --to +1 --longest-lock 1h",
            "deploy --no-backup --despite lint " + to,
            "verify",
            "drift",
            "upgrade --sql",
            "history -v",
            "locks",
            "current"
        }) {
            Outcome outcome = db.run(command.split(" "));
            assertThat(outcome.exitCode())
                    .as("%s: %s%s", command, outcome.out(), outcome.err())
                    .isZero();
        }
    }

    @Test
    void aNameThatWantsQuotesIsRefused() throws Exception {
        settings.set(TABLE_NAME, "school changelog");

        Outcome outcome = new DbBench(PostgresServer.scratch()).run("current");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .isEqualTo(TABLE_NAME + " is school changelog: a name is of letters, digits and underscores.\n");
    }
}
