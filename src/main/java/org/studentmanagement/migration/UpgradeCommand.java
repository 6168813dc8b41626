package org.studentmanagement.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "upgrade", description = "Runs what is pending.")
final class UpgradeCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "REVISION",
            defaultValue = Revisions.HEAD,
            description = "The last one to run; the head if none is named.")
    private String revision;

    private record Result(String revision, List<String> ran, int pending) {}

    @Override
    public Integer call() throws SQLException {
        try (var observer = new ProgressObserver(output.err(), "Upgrading");
                Migrations migrations = db.open(observer)) {
            List<String> ran =
                    migrations.upgrade(revision).stream().map(Revision::slug).toList();
            Revisions now = migrations.revisions();
            output.print(
                    new Result(now.currentSlug(), ran, now.pending().size()),
                    ran.isEmpty()
                            ? "Nothing to do at %s.".formatted(now.currentSlug())
                            : "%d revisions run; now at %s.".formatted(ran.size(), now.currentSlug()));
            return ExitCode.DONE;
        }
    }
}
