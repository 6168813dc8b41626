package org.studentmanagement.migration.author;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.studentmanagement.migration.DbCommand;
import org.studentmanagement.migration.Document;
import org.studentmanagement.migration.ExitCode;
import org.studentmanagement.migration.LiquibaseScope;
import org.studentmanagement.migration.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "check",
        description = {
            "Exits with 4 where the entities and the changelog of this build do not make the same schema.",
            "Both are built in scratch databases on the configured server. The configured database is left alone."
        })
public final class CheckCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    private record Result(boolean alike, List<String> differences) implements Document {}

    @Override
    public Integer call() throws SQLException {
        ScratchChangelog changelog = new ScratchChangelog(LiquibaseScope.resources(), db.changelog());
        try (var workbench = new Workbench(db.datasource().forMigrations(), changelog, Entities.ofThisBuild())) {
            List<String> differences =
                    workbench.differences().stream().map(Difference::sentence).toList();
            output.print(new Result(differences.isEmpty(), differences), text(differences));
            return differences.isEmpty() ? ExitCode.DONE : ExitCode.UNFIT;
        }
    }

    private static String text(List<String> differences) {
        return differences.isEmpty()
                ? "The entities and the changelog make the same schema."
                : String.join(System.lineSeparator(), differences);
    }
}
