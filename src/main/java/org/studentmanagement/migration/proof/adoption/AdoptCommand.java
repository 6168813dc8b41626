package org.studentmanagement.migration.proof.adoption;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.Changelog;
import org.studentmanagement.migration.DbCommand;
import org.studentmanagement.migration.Document;
import org.studentmanagement.migration.ExitCode;
import org.studentmanagement.migration.LiquibaseScope;
import org.studentmanagement.migration.MigrationRefused;
import org.studentmanagement.migration.Migrations;
import org.studentmanagement.migration.Obstacle;
import org.studentmanagement.migration.Output;
import org.studentmanagement.migration.ProgressObserver;
import org.studentmanagement.migration.Revision;
import org.studentmanagement.migration.Schema;
import org.studentmanagement.migration.SchemaSteps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "adopt",
        description = {
            "Takes over a database that another tool made.",
            "If it equals what the first revisions make, column by column, these are recorded as run; otherwise"
                    + " the differences are listed, with the SQL that puts them right, and nothing is changed."
        })
public final class AdoptCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    /**
     * @param repair what puts the differences right, statements and comments
     * @param harmless the statements that would even what keeps nobody from anything
     */
    private record Result(
            String revision,
            List<String> adopted,
            List<String> differences,
            List<String> repair,
            List<String> harmless,
            Set<String> leftAlone,
            int pending,
            List<Obstacle> obstacles)
            implements Document {}

    @Override
    public Integer call() throws SQLException {
        try (var observer = new ProgressObserver(output.err(), "Adopting");
                Migrations migrations = Migrations.open(db.datasource(), db.changelog(), observer)) {
            Adoption adoption = look(migrations);
            Repair repair = patiently(migrations, () -> Repair.of(adoption, migrations.connection()));
            boolean refused = !repair.differences().isEmpty();
            List<Revision> adopted = refused ? List.of() : migrations.adopt(adoption.changesets());
            observer.end();
            List<Revision> pending = migrations.revisions().pending();
            Result result = new Result(
                    Changelog.slug(Changelog.files(db.changelog()).get(adoption.changesets() - 1)),
                    adopted.stream().map(Revision::slug).toList(),
                    repair.differences(),
                    repair.script(),
                    Repair.even(adoption.deviation()),
                    adoption.leftAlone(),
                    pending.size(),
                    refused ? List.of() : migrations.obstacles(pending));
            if (refused && !output.json()) {
                output.err().println(refusal(result));
            } else {
                output.print(result, text(result));
            }
            return refused ? ExitCode.REFUSED : ExitCode.DONE;
        }
    }

    /** @throws MigrationRefused if another tool has made nothing that the changesets make, or if they have run here */
    private Adoption look(Migrations migrations) throws SQLException {
        Schema found = patiently(migrations, () -> {
            migrations.requireNothingRun();
            return Schema.read(migrations.connection());
        });
        Datasource server = db.datasource().forMigrations();
        List<Schema> steps = found.objects().isEmpty() ? List.of() : SchemaSteps.of(db.changelog(), server);
        Adoption adoption = Adoption.of(found, steps);
        if (adoption.changesets() == 0) {
            throw new MigrationRefused(adoption.strangers().stream()
                    .map(sentence -> sentence + System.lineSeparator())
                    .collect(Collectors.joining(
                            "",
                            "",
                            "There is nothing to adopt: the database has no table that the changesets make."
                                    + " To make them, use upgrade.")));
        }
        return adoption;
    }

    private static <T> T patiently(Migrations migrations, LiquibaseScope.Work<T> look) throws SQLException {
        try {
            return migrations.patiently("adopt", look);
        } catch (MigrationRefused e) {
            throw e.exitCode() == ExitCode.FAILED
                    ? new MigrationRefused(ExitCode.FAILED, "adopt: " + e.getMessage())
                    : e;
        }
    }

    private static String refusal(Result result) {
        return "The database is no revision's. It is nearest to %s, but:%n%sNothing was changed.%s"
                .formatted(
                        result.revision,
                        indented("  ", result.differences),
                        result.repair.isEmpty()
                                ? ""
                                : " To put it right, run this, and adopt again:%n%s"
                                        .formatted(indented("    ", result.repair))
                                        .stripTrailing());
    }

    private static String text(Result result) {
        return "Adopted at %s: %d recorded as run, %d pending.%s%s%s"
                .formatted(
                        result.revision,
                        result.adopted.size(),
                        result.pending,
                        result.leftAlone.isEmpty()
                                ? ""
                                : "%nLeft alone: %s.".formatted(String.join(", ", result.leftAlone)),
                        result.harmless.isEmpty()
                                ? ""
                                : "%nWhat else is different does no harm. This would even it:%n%s"
                                        .formatted(indented("    ", result.harmless))
                                        .stripTrailing(),
                        result.obstacles.isEmpty()
                                ? ""
                                : "%nBefore an upgrade, put this right:%n%s"
                                        .formatted(Obstacle.text(result.obstacles)));
    }

    private static String indented(String by, List<String> paragraphs) {
        return paragraphs.stream()
                .flatMap(String::lines)
                .map(line -> "%s%s%n".formatted(by, line))
                .collect(Collectors.joining());
    }
}
