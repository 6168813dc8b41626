package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.TargetDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "upgrade",
        description = {"Runs what is pending.", "Lists beforehand what is lost."})
final class UpgradeCommand extends MoveCommand {
    @Option(names = "--yes", description = "Go on even where rows or values are lost.")
    private boolean yes;

    @Parameters(
            arity = "0..1",
            paramLabel = "REVISION",
            defaultValue = Revisions.HEAD,
            description = "The last one to run; the head if none is named.")
    private String revision;

    UpgradeCommand() {
        super(Direction.UP, "Upgrading", "run");
    }

    @Override
    String revision() {
        return revision;
    }

    @Override
    Moved move(Migrator migrator) throws SQLException {
        TargetDatabase target = migrator.target();
        String goal = target.revisions().slug(revision);
        List<DataLoss> losses = losses(target, target.plan(goal), yes);
        return Moved.by(migrator.upgrade(goal), losses, target);
    }
}
