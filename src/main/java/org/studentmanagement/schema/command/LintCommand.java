package org.studentmanagement.schema.command;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.schema.author.Checkout;
import org.studentmanagement.schema.lint.ChangelogLint;
import org.studentmanagement.schema.lint.LintReport;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.schema.run.TargetDatabase;
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
    public Integer call() throws SQLException, IOException {
        ResourceAccessor resources = directory == null
                ? LiquibaseScope.resources()
                : Checkout.in(directory).resources();
        ChangelogLint lint = new ChangelogLint(resources, db.changelog);
        LintReport report = database ? inDatabase(lint) : withoutDatabase(lint);
        return output.print(report.errors() == 0, report, report.text(output));
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
