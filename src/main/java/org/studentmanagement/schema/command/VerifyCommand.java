package org.studentmanagement.schema.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.schema.fingerprint.Comparison;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.FingerprintFile;
import org.studentmanagement.schema.fingerprint.Snapshot;
import org.studentmanagement.schema.fingerprint.TableDifference;
import org.studentmanagement.schema.verify.Integrity;
import org.studentmanagement.schema.verify.IntegrityFinding;
import org.studentmanagement.terminal.Document;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Exits with 4 where what is stored breaks a rule: orphans, constraints that are not validated, invalid indexes,"
                    + " sequences behind their column, disabled triggers, and what the changesets' own checks find.",
            "With --save and --against: where a row is not as it was. Nothing is changed, and nobody has to wait but who"
                    + " alters a table."
        })
final class VerifyCommand extends SchemaCommand {
    @ArgGroup
    private Files files = new Files();

    private static final class Files {
        @Option(names = "--save", paramLabel = "FILE", description = "Save a fingerprint of every row, as of now.")
        private Path save;

        @Option(
                names = "--against",
                paramLabel = "FILE",
                description = "Compare every row with a saved fingerprint. New tables and columns are no difference.")
        private Path against;
    }

    private record Integral(boolean sound, List<IntegrityFinding> findings) implements Document {}

    private record Saved(Path file, String revision, Instant taken, int tables, long rows) implements Document {}

    private record Compared(
            boolean alike, String revision, Instant savedAt, String savedRevision, List<TableDifference> differences)
            implements Document {}

    @Override
    public Integer call() throws SQLException {
        if (files.against != null) {
            return compare(FingerprintFile.read(files.against, Fingerprint.class));
        }
        try (Snapshot snapshot = Snapshot.open(db.datasource())) {
            return files.save == null ? inspect(snapshot) : save(snapshot);
        }
    }

    private int inspect(Snapshot snapshot) throws SQLException {
        List<IntegrityFinding> findings = Integrity.of(snapshot, db.changelog);
        return output.print(
                findings.isEmpty(),
                new Integral(findings.isEmpty(), findings),
                findings.isEmpty()
                        ? "Everything that is stored keeps the rules."
                        : findings.stream()
                                .map(IntegrityFinding::text)
                                .collect(Collectors.joining("%n%n".formatted())));
    }

    private int save(Snapshot snapshot) throws SQLException {
        Fingerprint fingerprint = Fingerprint.take(snapshot);
        FingerprintFile.write(files.save, fingerprint);
        return output.print(
                new Saved(
                        files.save,
                        fingerprint.revision(),
                        fingerprint.taken(),
                        fingerprint.tables().size(),
                        fingerprint.rows()),
                "Saved the fingerprint of %s in %s.".formatted(fingerprint.extent(), files.save));
    }

    private int compare(Fingerprint saved) throws SQLException {
        saved.requireReadable();
        try (Snapshot snapshot = Snapshot.open(db.datasource())) {
            List<TableDifference> differences = Comparison.of(saved, snapshot);
            return output.print(
                    differences.isEmpty(),
                    new Compared(
                            differences.isEmpty(), snapshot.revision(), saved.taken(), saved.revision(), differences),
                    differences.isEmpty()
                            ? "Every row is as it was at %s: %s."
                                    .formatted(saved.taken().truncatedTo(ChronoUnit.SECONDS), saved.extent())
                            : TableDifference.text(differences));
        }
    }
}
