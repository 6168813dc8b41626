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
                Migrations migrations = db.open(observer)) {
            String goal = migrations.revisions().slug(revision);
            List<Loss> losses = migrations.losses(migrations.plan(goal));
            Loss.tell(losses, Direction.UP, yes, output);
            Moved moved = Moved.by(migrations.upgrade(goal), losses, migrations);
            observer.end();
            output.print(moved, moved.text("run"));
            return ExitCode.DONE;
        }
    }
}
