package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "downgrade",
        description = {"Undoes what was applied after a revision, newest first.", "Lists beforehand what is lost."})
final class DowngradeCommand extends MoveCommand {
    @Option(names = "--yes", description = "Go on even where rows or values are lost.")
    private boolean yes;

    @Option(names = "--drop-adopted", description = "Drop also what was there before, and was only adopted or stamped.")
    private boolean dropAdopted;

    @Parameters(paramLabel = "REVISION", description = "The one to go down to, which stays; base undoes everything.")
    private String revision;

    DowngradeCommand() {
        super(Direction.DOWN, "Downgrading", "undone");
    }

    @Override
    String revision() {
        return revision;
    }

    @Override
    Moved move(Migrator migrator) throws SQLException {
        Revisions before = migrator.target().revisions();
        String goal = before.slug(revision);
        List<DataLoss> losses = losses(migrator.target(), before.down(goal), yes);
        return Moved.by(migrator.downgrade(goal, dropAdopted), losses, migrator.target());
    }
}
