package org.studentmanagement.schema.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.PostgresServer.execute;
import static org.studentmanagement.testsupport.PostgresServer.query;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.schema.backup.Backups;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.WriteTriggers;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClientPrograms;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;

/** A school is backed up and restored, and what can go wrong on the way does. */
@BesideTheService
class BackupCommandTest {
    private static final String BIN = "migration.postgresql-bin";

    @RegisterExtension
    private final Settings settings = new Settings();

    private static String school;

    @TempDir
    private static Path backups;

    private static Path backup;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeABackup() throws Exception {
        if (ClientPrograms.missing() != null) {
            return;
        }
        school = Backups.school();
        Outcome outcome = new DbBench(school).run("backup", "--to", backups.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .matches("Backed up 5200 rows of \\d+ tables at (\\w+) in \\S+/%s-\\1-\\d{8}T\\d{6}Z\\.\n"
                        .formatted(school));
        backup = backups.resolve(Backups.in(backups).findFirst().orElseThrow());
    }

    @BeforeEach
    void thereArePrograms() throws Exception {
        ClientPrograms.require();
    }

    @Test
    void aRestoredDatabaseHasEveryRowAndTheCommandsGoOn() throws Exception {
        String database = PostgresServer.scratch();
        DbBench db = new DbBench(database);
        Outcome restore = db.run("restore", backup.toString());
        assertThat(restore.out())
                .matches(
                        "Restored 5200 rows of \\d+ tables at \\w+ into %s on localhost:\\d+; every row is as it was at \\S+Z\\.\n"
                                .formatted(database));
        assertThat(restore.err()).isEmpty();
        assertThat(restore.exitCode()).isZero();

        assertThat(db.run("current").out()).endsWith("(head)\n");
        assertThat(db.run("locks").out()).isEqualTo("Nobody holds the migration lock.\n");
        assertThat(db.run("downgrade", "-1").exitCode()).isZero();
        assertThat(db.run("upgrade").out()).startsWith("1 revision run; ");
        assertThat(db.run("verify").exitCode()).isZero();
        assertThat(query(database, "SELECT to_regclass('restore_unfinished')")).isNull();

        Outcome again = db.run("restore", backup.toString());
        assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(again.err())
                .matches(database + " on localhost:\\d+ is not empty: it has table \\w+, table \\w+, table \\w+\\."
                        + " Restore into a new database, or drop what is there\\.\n");
    }

    @Test
    void aLockThatWasHeldIsNotCarriedOver() throws Exception {
        String locked = PostgresServer.copy(school);
        execute(locked, "UPDATE databasechangeloglock SET locked = true, lockedby = 'ghost', lockgranted = now()");
        assertThat(new DbBench(locked).run("backup", "--to", folder.toString()).exitCode())
                .isZero();
        DbBench restored = new DbBench(PostgresServer.scratch());
        assertThat(restored.run("restore", folder.resolve(only(folder)).toString())
                        .exitCode())
                .isZero();
        assertThat(restored.run("locks").out()).isEqualTo("Nobody holds the migration lock.\n");
        assertThat(restored.run("downgrade", "-1").exitCode()).isZero();
    }

    @Test
    void aFenceIsNotCarriedOver() throws Exception {
        String fenced = PostgresServer.copy(school);
        Schema before;
        try (var migrator = new Migrator(
                Backups.datasource(fenced),
                Changelog.PATH,
                new ChangesetPreflight(MigrationObserver.NONE),
                MigrationObserver.NONE)) {
            before = Schema.read(migrator.target().connection());
            WriteTriggers.begin(migrator, WriteTriggers.Kind.FENCE);
            assertThat(new DbBench(fenced)
                            .run("backup", "--to", folder.toString())
                            .exitCode())
                    .isZero();
        }
        String restored = PostgresServer.scratch();

        Outcome outcome = new DbBench(restored)
                .run("restore", folder.resolve(only(folder)).toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        try (Connection connection = PostgresServer.connect(restored)) {
            assertThat(WriteTriggers.left(connection)).isFalse();
            assertThat(Schema.read(connection)).isEqualTo(before);
        }
        assertThat(query(restored, "SELECT count(*) FROM pg_trigger WHERE starts_with(tgname, 'migration_watch')"))
                .isEqualTo("0");
    }

    @Test
    void rightsAreRestoredWhereThereIsWhoHasThem() throws Exception {
        String database = PostgresServer.copy(school);
        String role = database + "_server";
        execute(database, "CREATE ROLE %s; GRANT SELECT ON students TO %1$s".formatted(role));
        assertThat(new DbBench(database)
                        .run("backup", "--to", folder.toString())
                        .exitCode())
                .isZero();
        String made = folder.resolve(only(folder)).toString();

        String granted = PostgresServer.scratch();
        assertThat(new DbBench(granted).run("restore", made).err()).isEmpty();
        assertThat(query(granted, "SELECT has_table_privilege('%s', 'students', 'SELECT')".formatted(role)))
                .isEqualTo("t");

        execute(database, "DROP OWNED BY %s".formatted(role));
        execute(granted, "DROP OWNED BY %s; DROP ROLE %1$s".formatted(role));
        Outcome without = new DbBench(PostgresServer.scratch()).run("restore", made);
        assertThat(without.exitCode()).isZero();
        assertThat(without.err())
                .isEqualTo("Rights are not restored, because there is no role %s here: grant them anew.\n"
                        .formatted(role));
    }

    @Test
    void aBackupThatIsNotWholeIsFoundBeforeAnythingIsRestored() throws Exception {
        Path copy = copy(backup);
        Path largest = largest(copy.resolve("dump"));
        byte[] whole = Files.readAllBytes(largest);
        String database = PostgresServer.scratch();

        Files.write(largest, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(
                database,
                copy,
                "The backup is damaged: %s has %d bytes instead of %d. Nothing was restored; take another copy.\n"
                        .formatted(largest, whole.length / 2, whole.length));
        whole[whole.length / 2] ^= 1;
        Files.write(largest, whole);
        assertRefused(
                database,
                copy,
                "The backup is damaged: %s was altered. Nothing was restored; take another copy.\n".formatted(largest));
        Files.delete(largest);
        assertRefused(
                database,
                copy,
                "The backup is damaged: %s is missing. Nothing was restored; take another copy.\n".formatted(largest));
        Files.delete(copy.resolve("manifest.json.gz"));
        assertRefused(
                database, copy, copy + " is no whole backup: it has no manifest.json.gz, which is written last.\n");
        assertThat(query(database, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .isEqualTo("0");
    }

    @Test
    void aFullDiskLeavesNothingBehindAndIsSaid() throws Exception {
        // Files of more than 8 kB are refused to pg_dump, as all are on a disk that is full.
        use(Backups.script(folder, "pg_dump", "trap '' XFSZ; ulimit -f 16; exec \"$real\" \"$@\""));
        Path to = folder.resolve("to");
        Outcome outcome = new DbBench(school).run("backup", "--to", to.toString());
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err())
                .startsWith("The backup failed, and nothing is left of it. pg_dump: could not ")
                .hasLineCount(1);
        assertThat(Backups.in(to)).isEmpty();
    }

    @Test
    void aProgramThatIsTooOldOrMissingIsSaidWithWhatIsNeeded() throws Exception {
        String major = query(school, "SELECT current_setting('server_version_num')::int / 10000");
        use(folder);
        assertThat(new DbBench(school).run("backup", "--to", folder.toString()).err())
                .isEqualTo(
                        ("pg_dump of PostgreSQL %s or newer is needed, but there is no pg_dump in %s: install it (on Debian"
                                        + " and Ubuntu it is in the package postgresql-client-%1$s), or name its folder by"
                                        + " MIGRATION_POSTGRESQL_BIN.\n")
                                .formatted(major, folder));
        for (String name : List.of("pg_dump", "pg_restore")) {
            Path file = Files.writeString(
                    folder.resolve(name), "#!/bin/sh\necho '%s (PostgreSQL) 9.6.24'\n".formatted(name));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Outcome dump = new DbBench(school).run("backup", "--to", folder.toString());
        assertThat(dump.err())
                .startsWith("pg_dump of PostgreSQL %s or newer is needed, but %s is of 9.6.24: install it"
                        .formatted(major, folder.resolve("pg_dump")));
        assertThat(dump.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(new DbBench(PostgresServer.scratch())
                        .run("restore", backup.toString())
                        .err())
                .contains("but %s is of 9.6.24".formatted(folder.resolve("pg_restore")));
        assertThat(Backups.in(folder)).containsExactlyInAnyOrder("pg_dump", "pg_restore");
    }

    @Test
    void aRestoreThatFailsLeavesTheDatabaseEmpty() throws Exception {
        use(Backups.script(folder, "pg_restore", """
                "$real" --section=pre-data "$@"
                echo 'pg_restore: error: something went wrong' >&2
                exit 1"""));
        String database = PostgresServer.scratch();
        Outcome outcome = new DbBench(database).run("restore", backup.toString());
        assertThat(outcome.err())
                .isEqualTo("The restore failed. pg_restore: something went wrong. The database is empty again.\n");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);

        settings.forget();
        assertThat(new DbBench(database).run("restore", backup.toString()).exitCode())
                .isZero();
    }

    @Test
    void aServerThatGoesAwayInTheMiddleLeavesWhatTheNextRestoreDrops() throws Exception {
        String database = PostgresServer.scratch();
        // Shuts everybody out of the database in the middle, as a server that stops does.
        use(Backups.script(folder, "pg_restore", """
                "$real" --section=pre-data "$@"
                PGDATABASE=postgres "${real%%/*}/psql" -q -c "ALTER DATABASE %1$s ALLOW_CONNECTIONS false" -c "SELECT \
                pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%1$s'" >/dev/null
                exec "$real" --section=data "$@\"""".formatted(database)));
        Outcome outcome = new DbBench(database).run("restore", backup.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err())
                .startsWith("The restore failed. pg_restore: ")
                .endsWith(
                        "What it has made is still there: restore again once the server answers, which drops it first.\n");

        settings.forget();
        execute("postgres", "ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(database));
        Outcome again = new DbBench(database).run("restore", backup.toString());
        assertThat(again.err()).isEqualTo("A restore that was cut off had begun here; what it made is dropped.\n");
        assertThat(again.exitCode()).isZero();
    }

    private void use(Path bin) {
        settings.set(BIN, bin.toString());
    }

    private static void assertRefused(String database, Path from, String sentence) {
        Outcome outcome = new DbBench(database).run("restore", from.toString());
        assertThat(outcome.err()).isEqualTo(sentence);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    private static String only(Path folder) throws Exception {
        assertThat(Backups.in(folder)).hasSize(1);
        return Backups.in(folder).findFirst().orElseThrow();
    }

    private static Path largest(Path dump) throws Exception {
        try (Stream<Path> files = Files.list(dump)) {
            return files.max(Comparator.comparing(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private Path copy(Path from) throws Exception {
        Path to = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }
}
