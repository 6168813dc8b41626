package org.studentmanagement.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "adopt",
        description = {
            "Takes over a database that another tool made.",
            "If it equals what the first revisions make, column by column, these are recorded as run; otherwise"
                    + " the differences are listed and nothing is changed."
        })
final class AdoptCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    private record Result(
            String revision,
            List<String> adopted,
            List<String> differences,
            Set<String> leftAlone,
            int pending,
            List<Obstacle> obstacles)
            implements Document {}

    @Override
    public Integer call() throws SQLException {
        try (var observer = new ProgressObserver(output.err(), "Adopting");
                Migrations migrations = db.open(observer)) {
            Adoption adoption = migrations.adoption();
            List<String> adopted =
                    migrations.adopt(adoption).stream().map(Revision::slug).toList();
            observer.end();
            List<Revision> pending = migrations.revisions().pending();
            Result result = new Result(
                    Changelog.slug(Changelog.files(db.changelog()).get(adoption.changesets() - 1)),
                    adopted,
                    adoption.differences(),
                    adoption.leftAlone(),
                    pending.size(),
                    adoption.differences().isEmpty() ? migrations.obstacles(pending) : List.of());
            boolean refused = !adoption.differences().isEmpty();
            if (refused && !output.json()) {
                output.err().println(refusal(result));
            } else {
                output.print(result, text(result));
            }
            return refused ? ExitCode.REFUSED : ExitCode.DONE;
        }
    }

    private static String refusal(Result result) {
        return "The database is no revision's. It is nearest to %s, but:%n  %s%nNothing was changed. Put these right, and adopt again."
                .formatted(result.revision, String.join(System.lineSeparator() + "  ", result.differences));
    }

    private static String text(Result result) {
        String leftAlone =
                result.leftAlone.isEmpty() ? "" : "%nLeft alone: %s.".formatted(String.join(", ", result.leftAlone));
        String obstacles = result.obstacles.isEmpty()
                ? ""
                : "%nBefore an upgrade, put this right:%n%s".formatted(Obstacle.text(result.obstacles));
        return "Adopted at %s: %d recorded as run, %d pending.%s%s"
                .formatted(result.revision, result.adopted.size(), result.pending, leftAlone, obstacles);
    }
}
