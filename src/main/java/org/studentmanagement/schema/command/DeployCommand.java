package org.studentmanagement.schema.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.studentmanagement.schema.deploy.DeployOptions;
import org.studentmanagement.schema.deploy.DeployOptions.Check;
import org.studentmanagement.schema.deploy.DeployReport;
import org.studentmanagement.schema.deploy.Deployment;
import org.studentmanagement.schema.deploy.DeploymentChecks;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.rehearsal.LongestLock;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.ProgressObserver;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "deploy",
        description = {
            "Does what a careful operator does to run what is pending: looks at the server, at who is at work on it, at"
                    + " the changesets and at the schema, makes a backup, takes a fingerprint of every row, upgrades,"
                    + " compares every row and the schema, and tells how it went.",
            "Stops at the first failure, and says what stands and what to type next. Rows that the application writes"
                    + " meanwhile are told apart from rows that the migration alters."
        })
final class DeployCommand extends SchemaCommand {
    /** What no shell takes for anything else. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=,+-]+");

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private BackupWish backup;

    private static final class BackupWish {
        @Option(names = "--to", paramLabel = "DIR", description = "Make a backup in this folder.")
        private Path to;

        @Option(names = "--no-backup", description = "Make none, because there is another one.")
        private boolean none;
    }

    @ArgGroup(exclusive = false)
    private RehearsalWish rehearsal;

    private static final class RehearsalWish {
        @Option(
                names = "--rehearse",
                required = true,
                description = "Rehearse on a copy beforehand, and go on only if every revision is fit.")
        private boolean wanted;

        @Option(
                names = LongestLock.OPTION,
                paramLabel = "DURATION",
                defaultValue = LongestLock.DEFAULT,
                description = LongestLock.DESCRIPTION)
        private String longestLock;
    }

    @Option(
            names = "--fence",
            description = "Let nobody else write from before the backup to the end. The service answers writes with 503"
                    + " and Retry-After meanwhile; reads go on.")
    private boolean fence;

    @Option(
            names = "--rollback-on-failure",
            description = "Go back if the upgrade or a check after it fails, and prove that all is as it was before.")
    private boolean rollBackOnFailure;

    @Option(
            names = "--despite",
            paramLabel = "CHECK",
            split = ",",
            description = "Go on although it finds something: ${COMPLETION-CANDIDATES}.")
    private Set<Check> despite = Set.of();

    @Parameters(
            arity = "0..1",
            paramLabel = "REVISION",
            defaultValue = Revisions.HEAD,
            description = "The last one to run; the head if none is named.")
    private String revision;

    @Override
    public Integer call() throws SQLException {
        var options = new DeployOptions(
                revision,
                Optional.ofNullable(backup.to),
                Optional.ofNullable(rehearsal).map(wish -> LongestLock.of(wish.longestLock)),
                fence,
                rollBackOnFailure,
                despite,
                typed());
        try (var observer = new ProgressObserver(output.err(), "Deploying");
                Migrator migrator = db.migrator(observer)) {
            var checks = new DeploymentChecks(migrator, db.datasource(), db.changelog, options, observer, output);
            DeployReport report = new Deployment(checks).run();
            observer.end();
            output.print(report, report);
            return report.exitCode();
        }
    }

    private String typed() {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .dropWhile(argument -> !argument.equals(spec.name()))
                .map(argument ->
                        PLAIN.matcher(argument).matches() ? argument : "'%s'".formatted(argument.replace("'", "'\\''")))
                .collect(Collectors.joining(" ", "db ", ""));
    }
}
