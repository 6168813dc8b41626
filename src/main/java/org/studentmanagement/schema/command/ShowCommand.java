package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.changelog.ChangeSet;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows a revision, the SQL that it runs and the SQL that undoes it.")
final class ShowCommand extends SchemaCommand {
    @Parameters(paramLabel = "REVISION", description = "One revision.")
    private String revision;

    private record Shown(
            String revision,
            String comment,
            String author,
            String file,
            String checksum,
            Revision.State state,
            Instant applied,
            boolean outOfOrder,
            boolean inTransaction,
            List<String> upgradeSql,
            List<String> downgradeSql)
            implements Document {}

    @Override
    public Integer call() throws SQLException {
        try (TargetDatabase target = db.target()) {
            Revision found = target.revisions()
                    .find(revision)
                    .orElseThrow(
                            () -> Refused.usage("base is where no revision is applied: there is nothing to show."));
            Changes changes = target.changes();
            ChangeSet changeSet = changes.of(found);
            Script script = target.script();
            Shown shown = new Shown(
                    found.slug(),
                    changeSet.getComments(),
                    changeSet.getAuthor(),
                    found.file(),
                    changes.checkSum(changeSet),
                    found.state(),
                    found.applied(),
                    found.outOfOrder(),
                    changeSet.isRunInTransaction(),
                    script.statements(found, Direction.UP),
                    script.statements(found, Direction.DOWN));
            return output.print(shown, text(shown));
        }
    }

    private String text(Shown shown) {
        String state = shown.state
                + (shown.applied == null ? "" : " " + shown.applied.truncatedTo(ChronoUnit.SECONDS))
                + (shown.outOfOrder ? ", out of order" : "");
        return """
                %s
                %s

                file      %s
                checksum  %s
                author    %s
                state     %s
                runs      %s

                %s
                %s

                %s
                %s""".formatted(
                        output.styled(shown.revision, Style.bold),
                        shown.comment,
                        shown.file,
                        shown.checksum,
                        shown.author,
                        state,
                        shown.inTransaction ? "in a transaction" : "outside of a transaction",
                        output.styled("upgrade", Style.bold),
                        indented(shown.upgradeSql),
                        output.styled("downgrade", Style.bold),
                        indented(shown.downgradeSql));
    }

    private static String indented(List<String> statements) {
        return statements.isEmpty()
                ? "    -- nothing"
                : statements.stream()
                        .map(statement -> (statement + ";").indent(4).stripTrailing())
                        .collect(Collectors.joining("\n"));
    }
}
