package org.studentmanagement.schema.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.schema.lint.ChangesetReader;
import org.studentmanagement.schema.lint.LintFinding;
import org.studentmanagement.schema.lint.LintReport;
import org.studentmanagement.schema.lint.Linter;
import org.studentmanagement.schema.lint.ParsedChangeset;
import org.studentmanagement.schema.lint.SeverityByRows;
import org.studentmanagement.schema.lint.TableSizes;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Output;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "lint",
        description = {
            "Judges the changesets, as Liquibase would run them, by the locks they take and by what they lose.",
            "Exits with 4 where there are errors.",
            "A comment in the file silences a rule: # lint: rule: reason"
        })
public final class LintCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

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
        try {
            ResourceAccessor resources = resources();
            ChangesetReader reader = new ChangesetReader(resources, db.changelog());
            List<ParsedChangeset> subjects = reader.subjects();
            LintReport report = database ? weighed(reader, subjects) : judged(subjects);
            output.print(report, report.text(output));
            return report.errors() == 0 ? ExitCode.DONE : ExitCode.UNFIT;
        } catch (IOException e) {
            throw new Refused(ExitCode.FAILED, "The changelog cannot be read: " + e.getMessage());
        }
    }

    private ResourceAccessor resources() throws IOException {
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
        return new DirectoryResourceAccessor(resources);
    }

    private LintReport judged(List<ParsedChangeset> subjects) {
        Set<String> run = files(after(subjects));
        List<LintFinding> findings = SeverityByRows.withoutDatabase(Linter.judge(subjects, run));
        return LintReport.of(since == null ? findings : SeverityByRows.ofRun(findings, subjects, run), run.size());
    }

    private LintReport weighed(ChangesetReader reader, List<ParsedChangeset> subjects) throws SQLException {
        List<String> all = subjects.stream().map(ParsedChangeset::file).toList();
        try (TargetDatabase target = db.target()) {
            Revisions revisions = Revisions.read(target.connection(), all);
            Set<String> run = since == null ? files(revisions.pending()) : files(after(subjects));
            List<LintFinding> findings = SeverityByRows.ofRun(Linter.judge(subjects, run), subjects, run);
            List<LintFinding> weighed =
                    new ArrayList<>(SeverityByRows.byRows(findings, new TableSizes(target.connection())));
            Set<String> pending = files(revisions.pending());
            pending.retainAll(run);
            reader.taken(target.connection(), files(revisions.applied()), pending)
                    .forEach(obstacle -> weighed.add(LintFinding.ofName(obstacle, subjects)));
            return LintReport.of(weighed, run.size());
        }
    }

    private List<Revision> after(List<ParsedChangeset> subjects) {
        List<String> files = subjects.stream().map(ParsedChangeset::file).toList();
        return Revisions.assumed(files, since == null ? Revisions.BASE : since).pending();
    }

    private static Set<String> files(List<Revision> revisions) {
        return revisions.stream().map(Revision::file).collect(Collectors.toCollection(HashSet::new));
    }
}
