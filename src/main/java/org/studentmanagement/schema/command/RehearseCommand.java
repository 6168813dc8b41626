package org.studentmanagement.schema.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.rehearsal.DeclaredChange;
import org.studentmanagement.schema.rehearsal.LongestLock;
import org.studentmanagement.schema.rehearsal.Rehearsal;
import org.studentmanagement.schema.rehearsal.RehearsalCopy;
import org.studentmanagement.schema.rehearsal.RehearsalPage;
import org.studentmanagement.schema.rehearsal.RehearsalReport;
import org.studentmanagement.schema.rehearsal.RehearsalServer;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.MigrationConfig;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rehearse",
        description = {
            "Runs what is pending on a copy of the database: each revision up, down and up again.",
            "Finds out whether every row is there unaltered, whether the way back leads back, how long which lock is"
                    + " held on which table, and what it takes of time and disk. Exits with 4 if it is not fit.",
            "The database itself is only read."
        })
final class RehearseCommand extends SchemaCommand {
    @Option(
            names = "--to",
            paramLabel = "REVISION",
            defaultValue = Revisions.HEAD,
            description = "The last one to rehearse; the head if none is named.")
    private String to;

    @Option(
            names = "--from",
            paramLabel = "BACKUP",
            description = "Copy a backup that `db backup` made, instead of the database as of now.")
    private Path from;

    @Option(
            names = "--on",
            paramLabel = "URL",
            description = "A JDBC URL, with its login, of a database on another server, on which the copy is made.")
    private String on;

    @Option(
            names = "--embedded",
            description = "Make the copy on a server of its own, started for the purpose. Only in a checkout.")
    private boolean embedded;

    @Option(
            names = LongestLock.OPTION,
            paramLabel = "DURATION",
            defaultValue = LongestLock.DEFAULT,
            description = LongestLock.DESCRIPTION)
    private String longestLock;

    @Option(
            names = "--alters",
            paramLabel = "TABLE[.COLUMN]",
            description = "Alters this on purpose, as a comment in the changeset can say too: # alters: students.email:"
                    + " reason")
    private List<String> alters = List.of();

    @Option(names = "--keep", description = "Let the copy stay, at the revision that it went to.")
    private boolean keep;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page to look at, too; unless told, where migration.rehearsal-page says.")
    private Path html;

    @Override
    public Integer call() throws SQLException {
        Duration limit = LongestLock.of(longestLock);
        Set<DeclaredChange> intended =
                alters.stream().map(DeclaredChange::onTheCommandLine).collect(Collectors.toSet());
        Optional<Path> page =
                Optional.ofNullable(html).or(() -> MigrationConfig.configured().rehearsalPage());
        page.ifPresent(RehearsalPage::requireWritable);
        Datasource source = db.datasource().forMigrations();
        if (from == null && !anythingPending(source)) {
            return ExitCode.DONE;
        }
        try (RehearsalServer server = RehearsalServer.of(source, on, embedded)) {
            RehearsalReport report;
            try (RehearsalCopy copy = from == null
                    ? RehearsalCopy.of(source, server.datasource(), this::say)
                    : RehearsalCopy.of(from, server.datasource(), this::say)) {
                report = Rehearsal.on(copy, db.changelog, to, intended, limit, this::say);
                if (keep) {
                    say("The copy stays as %s.".formatted(copy.keep().place()));
                }
            }
            output.print(report, report);
            page.ifPresent(file -> {
                new RehearsalPage(report).write(file);
                say("Written: " + file);
            });
            return report.fit() ? ExitCode.DONE : ExitCode.UNFIT;
        }
    }

    /** Says so where nothing is, or where something stands in the way, before anything is copied. */
    private boolean anythingPending(Datasource source) throws SQLException {
        try (TargetDatabase target = new TargetDatabase(source, db.changelog)) {
            Revisions revisions = target.revisions();
            new ChangesetPreflight(MigrationObserver.NONE).require(target, revisions.up(to), Direction.UP);
            if (revisions.up(to).isEmpty()) {
                RehearsalReport nothing = RehearsalReport.nothing(source.place(), revisions.currentSlug());
                output.print(nothing, nothing);
                return false;
            }
            return true;
        }
    }

    private void say(String line) {
        output.err().println(Progress.makeRoom() + line);
    }
}
