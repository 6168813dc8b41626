package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.studentmanagement.schema.adoption.Adoption;
import org.studentmanagement.schema.adoption.Repair;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.drift.SchemaHistory;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.lint.PreflightFailure;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.ProgressObserver;
import org.studentmanagement.schema.run.ScratchMigration;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;

@Command(
        name = "adopt",
        description = {
            "Takes over a database that another tool made.",
            "If it equals what the first revisions make, column by column, these are recorded as run; otherwise"
                    + " the differences are listed, with the SQL that puts them right, and nothing is changed."
        })
final class AdoptCommand extends SchemaCommand {
    @Override
    public Integer call() throws SQLException {
        try (var observer = new ProgressObserver(output.err(), "Adopting");
                Migrator migrator = db.migrator(observer)) {
            Adoption adoption = look(migrator);
            Repair repair = patiently(
                    migrator, () -> Repair.of(adoption, migrator.target().connection()));
            boolean refused = !repair.differences().isEmpty();
            List<Revision> adopted = refused ? List.of() : migrator.adopt(adoption.changesets());
            observer.end();
            List<Revision> pending = migrator.target().revisions().pending();
            AdoptionReport report = new AdoptionReport(
                    Changelog.slug(Changelog.files(db.changelog).get(adoption.changesets() - 1)),
                    adopted.stream().map(Revision::slug).toList(),
                    repair.differences(),
                    repair.script(),
                    Repair.even(adoption.deviation()),
                    adoption.leftAlone(),
                    pending.size(),
                    refused ? List.of() : ChangesetPreflight.obstacles(migrator.target(), pending, Direction.UP));
            if (refused && !output.json()) {
                output.err().println(report);
            } else {
                output.print(report, report);
            }
            return refused ? ExitCode.REFUSED : ExitCode.DONE;
        }
    }

    /** @throws Refused if another tool has made nothing that the changesets make, or if they have run here */
    private Adoption look(Migrator migrator) throws SQLException {
        Schema found = patiently(migrator, () -> {
            migrator.target().requireNothingRun();
            return Schema.read(migrator.target().connection());
        });
        Adoption adoption = Adoption.of(found, found.objects().isEmpty() ? List.of() : steps());
        if (adoption.changesets() == 0) {
            throw new Refused(adoption.strangers().stream()
                    .map(sentence -> sentence + System.lineSeparator())
                    .collect(Collectors.joining(
                            "",
                            "",
                            "There is nothing to adopt: the database has no table that the changesets make."
                                    + " To make them, use upgrade.")));
        }
        return adoption;
    }

    private List<Schema> steps() throws SQLException {
        Optional<List<Schema>> recorded = SchemaHistory.bundled().afterEach(Changelog.files(db.changelog));
        return recorded.isPresent()
                ? recorded.get()
                : ScratchMigration.schemas(db.changelog, db.datasource().forMigrations());
    }

    private static <T> T patiently(Migrator migrator, LiquibaseScope.Work<T> look) throws SQLException {
        try {
            return migrator.patiently("adopt", look);
        } catch (Refused e) {
            throw e.exitCode() == ExitCode.FAILED ? Refused.failed("adopt: " + e.getMessage()) : e;
        }
    }

    /** How an adoption ended. */
    private record AdoptionReport(
            String revision,
            List<String> adopted,
            List<String> differences,
            List<String> repair,
            List<String> harmless,
            Set<String> leftAlone,
            int pending,
            List<PreflightFailure> obstacles)
            implements Document {
        @Override
        public String toString() {
            return differences.isEmpty() ? success() : refusal();
        }

        private String refusal() {
            return "The database is no revision's. It is nearest to %s, but:%n%sNothing was changed.%s"
                    .formatted(
                            revision,
                            indented("  ", differences),
                            repair.isEmpty()
                                    ? ""
                                    : " To put it right, run this, and adopt again:%n%s"
                                            .formatted(indented("    ", repair))
                                            .stripTrailing());
        }

        private String success() {
            return "Adopted at %s: %d recorded as run, %d pending.%s%s%s"
                    .formatted(
                            revision,
                            adopted.size(),
                            pending,
                            leftAlone.isEmpty() ? "" : "%nLeft alone: %s.".formatted(String.join(", ", leftAlone)),
                            harmless.isEmpty()
                                    ? ""
                                    : "%nWhat else is different does no harm. This would even it:%n%s"
                                            .formatted(indented("    ", harmless))
                                            .stripTrailing(),
                            obstacles.isEmpty()
                                    ? ""
                                    : "%nBefore an upgrade, put this right:%n%s"
                                            .formatted(PreflightFailure.text(obstacles)));
        }

        private static String indented(String by, List<String> paragraphs) {
            return paragraphs.stream()
                    .flatMap(String::lines)
                    .map(line -> "%s%s%n".formatted(by, line))
                    .collect(Collectors.joining());
        }
    }
}
