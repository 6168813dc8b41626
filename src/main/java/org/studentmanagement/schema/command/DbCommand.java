package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.TargetDatabase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "db",
        description = {
            "Looks at the database's schema and changes it.",
            "A REVISION is a changeset's id, an unambiguous beginning of one, head, base, +N or -N."
        },
        subcommands = {
            CurrentCommand.class,
            HistoryCommand.class,
            HeadsCommand.class,
            PendingCommand.class,
            ShowCommand.class,
            UpgradeCommand.class,
            DowngradeCommand.class,
            StampCommand.class,
            AdoptCommand.class,
            ResetCommand.class,
            LocksCommand.class,
            UnlockCommand.class,
            RevisionCommand.class,
            CheckCommand.class,
            LintCommand.class,
            DriftCommand.class,
            RehearseCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DeployCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done, or nothing to do.",
            "1:The database or a revision failed; the revisions before it stay.",
            "2:An option or a revision cannot be used; nothing is changed.",
            "3:Refused, because it would not be safe; the message says why.",
            "4:A check found the schema not as it should be."
        })
public final class DbCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Supplier<Datasource> datasource;
    final String changelog;
    final DemoRows demoRows;

    private DbCommand(Supplier<Datasource> datasource, String changelog, DemoRows demoRows) {
        this.datasource = datasource;
        this.changelog = changelog;
        this.demoRows = demoRows;
    }

    public static CommandLine commandLine(DemoRows demoRows) {
        return commandLine(Datasource::configured, Changelog.PATH, demoRows);
    }

    static CommandLine commandLine(Supplier<Datasource> datasource, String changelog, DemoRows demoRows) {
        CommandLine commandLine = new CommandLine(new DbCommand(datasource, changelog, demoRows));
        // A revision may begin with a minus.
        commandLine.getSubcommands().values().forEach(command -> command.setUnmatchedOptionsArePositionalParams(true));
        return commandLine;
    }

    Datasource datasource() {
        return datasource.get();
    }

    TargetDatabase target() throws SQLException {
        return new TargetDatabase(datasource(), changelog);
    }

    Migrator migrator(MigrationObserver observer) throws SQLException {
        return new Migrator(datasource(), changelog, new ChangesetPreflight(observer), observer);
    }
}
