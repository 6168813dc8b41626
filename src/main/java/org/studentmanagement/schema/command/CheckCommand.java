package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.author.Entities;
import org.studentmanagement.schema.author.MappingDifference;
import org.studentmanagement.schema.author.ScratchSchemas;
import org.studentmanagement.schema.run.ScratchMigration;
import org.studentmanagement.terminal.Document;
import picocli.CommandLine.Command;

@Command(
        name = "check",
        description = {
            "Exits with 4 where the entities and the changelog of this build do not make the same schema.",
            "Both are built in scratch databases on the configured server. The configured database is left alone."
        })
final class CheckCommand extends SchemaCommand {
    private record Result(boolean alike, List<String> differences) implements Document {}

    @Override
    public Integer call() throws SQLException {
        try (var schemas = ScratchSchemas.build(
                db.datasource().forMigrations(), ScratchMigration.of(db.changelog), Entities.ofThisBuild())) {
            List<String> differences = schemas.differences().stream()
                    .map(MappingDifference::sentence)
                    .toList();
            boolean alike = differences.isEmpty();
            return output.print(
                    alike,
                    new Result(alike, differences),
                    alike
                            ? "The entities and the changelog make the same schema."
                            : String.join(System.lineSeparator(), differences));
        }
    }
}
