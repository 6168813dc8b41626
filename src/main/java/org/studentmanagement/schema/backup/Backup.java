package org.studentmanagement.schema.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.FingerprintFile;
import org.studentmanagement.schema.fingerprint.Snapshot;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.FileFault;
import org.studentmanagement.terminal.Refused;

/** A copy of a database, made by pg_dump, and the fingerprint of the same moment. */
public record Backup(Path folder, Fingerprint fingerprint) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int JOBS = 4;

    /** Those who have rights on something that a dump carries. */
    private static final String ROLES = """
            SELECT DISTINCT rolname
            FROM (
                SELECT relacl FROM pg_class WHERE relnamespace = current_schema::regnamespace
                UNION ALL SELECT attacl FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                    WHERE relnamespace = current_schema::regnamespace
                UNION ALL SELECT proacl FROM pg_proc WHERE pronamespace = current_schema::regnamespace
                UNION ALL SELECT nspacl FROM pg_namespace WHERE nspname = current_schema
                UNION ALL SELECT defaclacl FROM pg_default_acl) AS lists (rights),
            LATERAL aclexplode(rights) AS granted
            JOIN pg_roles ON pg_roles.oid = grantee OR pg_roles.oid = grantor
            WHERE rolname NOT LIKE 'pg\\_%'
            ORDER BY rolname
            """;

    /**
     * Makes one below a folder, named by database, revision and time, with bars on standard error. The database is only read.
     *
     * @throws Refused if there is no pg_dump that can, or the disk is full; then nothing is left behind
     */
    public static Backup make(Datasource datasource, Path parent) throws SQLException {
        try (Snapshot snapshot = Snapshot.open(datasource)) {
            PostgresProgram dump = PostgresProgram.find("pg_dump", snapshot.serverMajor());
            Fingerprint fingerprint = Fingerprint.take(snapshot);
            String name = "%s-%s-%s"
                    .formatted(
                            fingerprint.database().replaceAll("[^\\w.-]", "_"),
                            fingerprint.revision(),
                            TIME.format(fingerprint.taken()));
            try (UnfinishedFolder folder = UnfinishedFolder.in(parent, "", name)) {
                Path into = folder.path().resolve(Manifest.DUMP);
                dump(dump, datasource.forMigrations(), snapshot, fingerprint, into);
                FingerprintFile.write(
                        folder.path().resolve(Manifest.NAME),
                        new Manifest(
                                Manifest.FORMAT,
                                applied(snapshot),
                                dump.version(),
                                Jdbc.strings(snapshot.connection(), ROLES),
                                FileChecksum.of(into),
                                fingerprint));
                return new Backup(folder.finish(), fingerprint);
            }
        } catch (IOException e) {
            throw Refused.failed("The backup cannot be written to %s: %s.", parent, FileFault.explain(e));
        }
    }

    private static void dump(
            PostgresProgram program, Datasource datasource, Snapshot snapshot, Fingerprint fingerprint, Path into)
            throws SQLException {
        List<String> arguments = List.of(
                "--format=directory",
                "--jobs=" + JOBS,
                "--snapshot=" + snapshot.id(),
                "--lock-wait-timeout=5s",
                // whoever migrates while this runs would hold the lock for ever in the copy
                RecordTables.named("--exclude-table-data=databasechangeloglock"),
                "--file=" + into.toAbsolutePath());
        try (var progress = new CopyProgress("Dumping", datasource, fingerprint.rows())) {
            progress.begin();
            program.run(datasource, arguments).ifPresent(failure -> {
                throw Refused.failed("The backup failed, and nothing is left of it. pg_dump: " + failure);
            });
        }
    }

    private static List<String> applied(Snapshot snapshot) throws SQLException {
        return Revisions.read(snapshot.connection(), List.of()).applied().stream()
                .map(Revision::slug)
                .toList();
    }
}
