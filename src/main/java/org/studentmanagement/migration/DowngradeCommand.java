package org.studentmanagement.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
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
                Migrations migrations = db.open(observer)) {
            String goal = migrations.revisions().slug(revision);
            List<Loss> losses = migrations.losses(goal);
            Loss.tell(losses, Direction.DOWN, yes, output);
            Moved moved = Moved.by(migrations.downgrade(goal, dropAdopted), losses, migrations);
            observer.end();
            output.print(moved, moved.text("undone"));
            return ExitCode.DONE;
        }
    }
}
