package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.studentmanagement.testsupport.PostgresServer.execute;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.ScratchMigration;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;

@BesideTheService
class AdoptCommandTest {

    @RegisterExtension
    private final Settings settings = new Settings();

    @ParameterizedTest
    @EnumSource
    void aDatabaseOfAlembicKeepsEveryRowAndGoesOnFromThere(LegacyDatabase legacy) throws Exception {
        String database = legacy.create();
        DbBench db = new DbBench(database);
        List<String> before = rows(database);

        Outcome adopt = db.run("adopt");

        assertThat(adopt.exitCode()).as(adopt.err()).isEqualTo(ExitCode.DONE);
        assertThat(adopt.out())
                .endsWith(": %d recorded as run, %d pending.\nLeft alone: table alembic_version.\n"
                        .formatted(legacy.changesets(), Changelog.files().size() - legacy.changesets()));
        assertThat(rows(database)).isEqualTo(before);
        assertThat(db.run("upgrade", "students_number").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(rows(database)).containsAll(before);
    }

    @Test
    void theFlaskGenerationHadSoManyRows() throws Exception {
        assertThat(rows(LegacyDatabase.WITH_STUDENT_COURSES.create()))
                .satisfiesExactly(
                        version -> assertThat(version).startsWith("alembic_version: 1 rows, "),
                        students -> assertThat(students).startsWith("students: 28785 rows, "),
                        courses -> assertThat(courses).startsWith("courses: 22 rows, "),
                        enrollments -> assertThat(enrollments).startsWith("student_courses: 32593 rows, "));
    }

    @Test
    void anAdoptionThatWasInterruptedIsFinishedByTheNextAndAsJsonItIsOneDocument() throws Exception {
        DbBench db = new DbBench(LegacyDatabase.WITH_STUDENT_COURSES.create());
        adopt(db, 2);

        assertThat(db.run("adopt", "--json").out())
                .isEqualToIgnoringWhitespace("""
                {
                  "revision" : "create_student_courses",
                  "adopted" : [ "create_student_courses" ],
                  "differences" : [ ],
                  "repair" : [ ],
                  "harmless" : [ ],
                  "left_alone" : [ "table alembic_version" ],
                  "pending" : %d,
                  "obstacles" : [ ]
                }
                """.formatted(BundledChangelog.SIZE - 3));
    }

    @Test
    void whatDiffersIsListedAndNothingIsChanged() throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        execute(database, "ALTER TABLE students ALTER email TYPE varchar(200), ADD phone text NOT NULL DEFAULT ''");
        execute(database, "ALTER TABLE students ALTER phone DROP DEFAULT");
        String before = schema(database);

        Outcome adopt = new DbBench(database).run("adopt");

        assertThat(adopt.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(adopt.out()).isEmpty();
        assertThat(adopt.err()).isEqualTo("""
                The database is no revision's. It is nearest to create_student_courses, but:
                  Column students.email is character varying(200) NOT NULL, and should be character varying(120) NOT NULL.
                  Column students.phone should not be there: text NOT NULL.
                Nothing was changed. To put it right, run this, and adopt again:
                    ALTER TABLE students ALTER COLUMN phone DROP NOT NULL;
                    ALTER TABLE students ALTER COLUMN email TYPE character varying(120);
                """);
        assertThat(schema(database)).isEqualTo(before);
        assertThat(tables(database)).doesNotContain("databasechangelog", "migration_run");
    }

    @Test
    void anEmptyDatabaseAndAMigratedOneAreRefused() throws Exception {
        Outcome empty = new DbBench(PostgresServer.scratch()).run("adopt");
        assertThat(empty.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(empty.err())
                .isEqualTo("There is nothing to adopt: the database has no table that the changesets make."
                        + " To make them, use upgrade.\n");

        Outcome migrated = new DbBench(MigratedDatabase.create()).run("adopt");
        assertThat(migrated.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(migrated.err())
                .isEqualTo("There is nothing to adopt: the changesets have run here, up to " + BundledChangelog.HEAD
                        + ".\n");
    }

    @Test
    void aDowngradeDropsWhatWasAdoptedOnlyWhenToldSoInSoManyWords() throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        DbBench db = new DbBench(database);
        adopt(db, 3);
        db.run("upgrade", "students_number");
        List<String> rows = rows(database);

        Outcome refused = db.run("downgrade", "base", "--yes");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
                .endsWith("Nothing was undone, because these were recorded here and not run: create_student_courses,"
                        + " create_courses, create_students. To undo them drops what was there before; if that is what"
                        + " you want, add --drop-adopted.\n");
        assertThat(rows(database)).isEqualTo(rows);

        assertThat(db.run("downgrade", "create_student_courses", "--yes").exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(rows(database)).isEqualTo(rows);

        assertThat(db.run("downgrade", "base", "--yes", "--drop-adopted").exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(tables(database)).contains("alembic_version").doesNotContain("students");
    }

    @Test
    void aUserWhoMayNotCreateTheScratchDatabaseIsToldSo() throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        execute(database, "CREATE ROLE %s_owner LOGIN; ALTER DATABASE %1$s OWNER TO %1$s_owner".formatted(database));

        Datasource owned = new Datasource(
                "jdbc:postgresql://localhost:%d/%s".formatted(PostgresServer.port(), database),
                Optional.of(database + "_owner"),
                Optional.empty());

        assertThatThrownBy(() -> ScratchMigration.schemas(Changelog.PATH, owned))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("ALTER ROLE … CREATEDB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"LOCK TABLE students", "CREATE TABLE databasechangelog (id int); LOCK TABLE databasechangelog"})
    void whoeverHoldsALockIsNamedAndNotWaitedForWithoutEnd(String lock) throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        execute(
                database,
                "ALTER TABLE students ALTER email DROP NOT NULL; CREATE VIEW names AS SELECT name FROM students");
        settings.set(Map.of(
                "migration.lock-timeout", "300ms", "migration.lock-attempts", "2", "migration.lock-backoff", "10ms"));
        try (var holder = PostgresServer.connect(database);
                var statement = holder.createStatement()) {
            if (lock.contains(";")) {
                statement.execute(lock.split("; ")[0]);
            }
            holder.setAutoCommit(false);
            statement.execute(lock.substring(lock.indexOf("LOCK")));

            Outcome adopt = new DbBench(database).run("adopt");

            assertThat(adopt.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(adopt.err())
                    .contains(
                            "Waiting for a lock that session ", "adopt did not get its lock, and tries again in 10 ms.")
                    .containsPattern("gave up after 2 attempts of 300 ms, because session \\d+ \\(.*\\) holds a lock");
        }
    }

    private static void adopt(DbBench db, int changesets) throws SQLException {
        try (Migrator migrator = new Migrator(
                db.datasource(),
                Changelog.PATH,
                new ChangesetPreflight(MigrationObserver.NONE),
                MigrationObserver.NONE)) {
            migrator.adopt(changesets);
        }
    }

    /** The columns of the Flask generation: how many rows, and a digest of them in any order. */
    private static List<String> rows(String database) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : List.of(
                "alembic_version: version_num",
                "students: id, name, email",
                "courses: id, name, description",
                "student_courses: student_id, course_id")) {
            String[] parts = table.split(": ");
            if (tables(database).contains(parts[0])) {
                rows.addAll(query(
                        database,
                        "SELECT '%1$s: ' || count(*) || ' rows, ' || sum(hash_record_extended(ROW(%2$s), 0)) FROM %1$s"
                                .formatted(parts[0], parts[1])));
            }
        }
        return rows;
    }

    private static List<String> tables(String database) throws SQLException {
        return query(
                database, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
    }

    private static String schema(String database) throws SQLException {
        try (var connection = PostgresServer.connect(database)) {
            return Schema.read(connection)
                    .only(table -> !table.equals("alembic_version"))
                    .sql();
        }
    }

    private static List<String> query(String database, String sql) throws SQLException {
        try (var connection = PostgresServer.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
