package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.ProgressObserver;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "upgrade",
        description = {"Runs what is pending.", "Lists beforehand what is lost."})
final class UpgradeCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Mixin
    private SqlOptions sql;

    @Option(names = "--yes", description = "Go on even where rows or values are lost.")
    private boolean yes;

    @Parameters(
            arity = "0..1",
            paramLabel = "REVISION",
            defaultValue = Revisions.HEAD,
            description = "The last one to run; the head if none is named.")
    private String revision;

    @Override
    public Integer call() throws SQLException {
        if (sql.wanted()) {
            return sql.print(db, output, revision, Direction.UP);
        }
        try (var observer = new ProgressObserver(output.err(), "Upgrading");
                Migrator migrator = db.migrator(observer)) {
            String goal = migrator.target().revisions().slug(revision);
            List<DataLoss> losses = ChangesetPreflight.losses(
                    migrator.target(), migrator.target().plan(goal), Direction.UP);
            DataLoss.tell(losses, Direction.UP, yes, output);
            Moved moved = Moved.by(migrator.upgrade(goal), losses, migrator.target());
            observer.end();
            output.print(moved, moved.text("run"));
            return ExitCode.DONE;
        }
    }
}
