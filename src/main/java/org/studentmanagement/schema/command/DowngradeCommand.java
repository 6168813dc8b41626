package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.lint.DataLoss;
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
        name = "downgrade",
        description = {"Undoes what was applied after a revision, newest first.", "Lists beforehand what is lost."})
final class DowngradeCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Mixin
    private SqlOptions sql;

    @Option(names = "--yes", description = "Go on even where rows or values are lost.")
    private boolean yes;

    @Option(names = "--drop-adopted", description = "Drop also what was there before, and was only adopted or stamped.")
    private boolean dropAdopted;

    @Parameters(paramLabel = "REVISION", description = "The one to go down to, which stays; base undoes everything.")
    private String revision;

    @Override
    public Integer call() throws SQLException {
        if (sql.wanted()) {
            return sql.print(db, output, revision, Direction.DOWN);
        }
        try (var observer = new ProgressObserver(output.err(), "Downgrading");
                Migrator migrator = db.migrator(observer)) {
            String goal = migrator.target().revisions().slug(revision);
            List<DataLoss> losses = ChangesetPreflight.losses(
                    migrator.target(), migrator.target().revisions().down(goal), Direction.DOWN);
            DataLoss.tell(losses, Direction.DOWN, yes, output);
            Moved moved = Moved.by(migrator.downgrade(goal, dropAdopted), losses, migrator.target());
            observer.end();
            output.print(moved, moved.text("undone"));
            return ExitCode.DONE;
        }
    }
}
