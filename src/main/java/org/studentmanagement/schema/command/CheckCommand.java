package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.studentmanagement.schema.author.Entities;
import org.studentmanagement.schema.author.MappingDifference;
import org.studentmanagement.schema.author.ScratchSchemas;
import org.studentmanagement.schema.run.ScratchMigration;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Output;
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
        try (var schemas = ScratchSchemas.build(
                db.datasource().forMigrations(), ScratchMigration.of(db.changelog()), Entities.ofThisBuild())) {
            List<String> differences = schemas.differences().stream()
                    .map(MappingDifference::sentence)
                    .toList();
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
