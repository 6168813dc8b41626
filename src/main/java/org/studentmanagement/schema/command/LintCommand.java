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
import org.studentmanagement.schema.lint.Finding;
import org.studentmanagement.schema.lint.Linter;
import org.studentmanagement.schema.lint.LiveTables;
import org.studentmanagement.schema.lint.Report;
import org.studentmanagement.schema.lint.Subject;
import org.studentmanagement.schema.lint.SubjectReader;
import org.studentmanagement.schema.lint.Weighing;
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
            SubjectReader reader = new SubjectReader(resources, db.changelog());
            List<Subject> subjects = reader.subjects();
            Report report = database ? weighed(reader, subjects) : judged(subjects);
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

    private Report judged(List<Subject> subjects) {
        Set<String> run = files(after(subjects));
        List<Finding> findings = Weighing.withoutDatabase(Linter.judge(subjects, run));
        return Report.of(since == null ? findings : Weighing.ofRun(findings, subjects, run), run.size());
    }

    private Report weighed(SubjectReader reader, List<Subject> subjects) throws SQLException {
        List<String> all = subjects.stream().map(Subject::file).toList();
        try (TargetDatabase target = db.target()) {
            Revisions revisions = Revisions.read(target.connection(), all);
            Set<String> run = since == null ? files(revisions.pending()) : files(after(subjects));
            List<Finding> findings = Weighing.ofRun(Linter.judge(subjects, run), subjects, run);
            List<Finding> weighed = new ArrayList<>(Weighing.byRows(findings, new LiveTables(target.connection())));
            Set<String> pending = files(revisions.pending());
            pending.retainAll(run);
            reader.taken(target.connection(), files(revisions.applied()), pending)
                    .forEach(obstacle -> weighed.add(Finding.ofName(obstacle, subjects)));
            return Report.of(weighed, run.size());
        }
    }

    private List<Revision> after(List<Subject> subjects) {
        List<String> files = subjects.stream().map(Subject::file).toList();
        return Revisions.assumed(files, since == null ? Revisions.BASE : since).pending();
    }

    private static Set<String> files(List<Revision> revisions) {
        return revisions.stream().map(Revision::file).collect(Collectors.toCollection(HashSet::new));
    }
}
