package org.studentmanagement.schema.command;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.schema.lint.ChangelogLint;
import org.studentmanagement.schema.lint.LintReport;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "lint",
        description = {
            "Judges the changesets, as Liquibase would run them, by the locks they take and by what they lose.",
            "Exits with 4 where there are errors.",
            "A comment in the file silences a rule: # lint: rule: reason"
        })
final class LintCommand extends SchemaCommand {
    @Option(
            names = "--database",
            description = "Judge what the configured database has pending, and weigh it by the rows of its tables.")
    private boolean database;

    @Option(
            names = "--since",
            paramLabel = "REVISION",
            description =
                    "Judge what comes after this revision, as one run; without it, each changeset as a run of its own.")
    private String since;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "The checkout whose changelog to read; without it, that of this build.")
    private Path directory;

    @Override
    public Integer call() throws SQLException {
        ChangelogLint lint = new ChangelogLint(resources(), db.changelog());
        LintReport report = database ? inDatabase(lint) : withoutDatabase(lint);
        output.print(report, report.text(output));
        return report.errors() == 0 ? ExitCode.DONE : ExitCode.UNFIT;
    }

    private ResourceAccessor resources() {
        if (directory == null) {
            return LiquibaseScope.resources();
        }
        Path resources = directory.resolve(Path.of("src", "main", "resources"));
        if (!Files.isRegularFile(resources.resolve(db.changelog()))) {
            throw new Refused(
                    ExitCode.USAGE,
                    "There is no src/main/resources/%s in %s: name a checkout with --directory."
                            .formatted(
                                    db.changelog(), directory.toAbsolutePath().normalize()));
        }
        try {
            return new DirectoryResourceAccessor(resources);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LintReport withoutDatabase(ChangelogLint lint) {
        return since == null ? lint.each(after(lint, Revisions.BASE)) : lint.run(after(lint, since));
    }

    private LintReport inDatabase(ChangelogLint lint) throws SQLException {
        try (TargetDatabase target = db.target()) {
            Revisions revisions = Revisions.read(target.connection(), lint.files());
            Set<String> run = since == null ? ChangelogLint.files(revisions.pending()) : after(lint, since);
            return lint.inDatabase(target.connection(), revisions, run);
        }
    }

    private static Set<String> after(ChangelogLint lint, String revision) {
        return ChangelogLint.files(Revisions.assumed(lint.files(), revision).pending());
    }
}
