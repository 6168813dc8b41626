package org.studentmanagement.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.studentmanagement.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "downgrade",
        description = {"Undoes what was applied after a revision, newest first.", "Lists beforehand what is dropped."})
final class DowngradeCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Mixin
    private SqlOptions sql;

    @Option(names = "--yes", description = "Drop tables and columns even where they hold something.")
    private boolean yes;

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
            if (!losses.isEmpty()) {
                output.err().println(table(losses));
            }
            if (!yes && losses.stream().anyMatch(Loss::hurts)) {
                throw new MigrationRefused("Nothing was undone, because what these hold does not come back:"
                        + " to drop it all the same, add --yes.");
            }
            Moved moved = Moved.by(migrations.downgrade(goal), losses, migrations);
            observer.end();
            output.print(moved, moved.text("undone"));
            return ExitCode.DONE;
        }
    }

    private static Table table(List<Loss> losses) {
        Table table = new Table("drops", "rows", "undoing");
        losses.forEach(loss -> table.row(
                loss.what(), loss.rows() == Loss.UNKNOWN ? "unknown" : (Object) loss.rows(), loss.revision()));
        return table;
    }
}
