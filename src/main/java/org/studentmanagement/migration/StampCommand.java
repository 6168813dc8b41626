package org.studentmanagement.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "stamp",
        description = "Records that the database is at a revision, which somebody has brought it to by hand.")
final class StampCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Mixin
    private SqlOptions sql;

    @Parameters(paramLabel = "REVISION", description = "The one to record as the current one.")
    private String revision;

    @Override
    public Integer call() throws SQLException {
        if (sql.wanted()) {
            return sql.print(db, output, revision, Direction.STAMP);
        }
        try (var observer = new ProgressObserver(output.err(), "Stamping");
                Migrations migrations = db.open(observer)) {
            Moved moved = Moved.by(migrations.stamp(revision), List.of(), migrations);
            observer.end();
            output.print(moved, moved.text("recorded"));
            return ExitCode.DONE;
        }
    }
}
